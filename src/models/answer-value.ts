import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Sex } from './codes';

/** One closed answer, for tabulation in SQL. */
export class AnswerValue extends Model<
  InferAttributes<AnswerValue>,
  InferCreationAttributes<AnswerValue>
> {
  declare responseId: string;
  /** Version and sex of the response, kept here so that counting needs no join. */
  declare versionId: number;
  declare sex: CreationOptional<Sex | null>;
  declare question: string;
  declare item: string;
  declare code: CreationOptional<string | null>;
  declare number: CreationOptional<number | null>;
}

export function initAnswerValue(sequelize: Sequelize): void {
  AnswerValue.init(
    {
      responseId: { type: DataTypes.TEXT, allowNull: false },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      sex: { type: DataTypes.TEXT },
      question: { type: DataTypes.TEXT, allowNull: false },
      item: { type: DataTypes.TEXT, allowNull: false },
      code: { type: DataTypes.TEXT },
      number: { type: DataTypes.DOUBLE },
    },
    { sequelize, tableName: 'answer_values', timestamps: false },
  );
  // The table has no key of its own; Sequelize would otherwise ask for a column id.
  AnswerValue.removeAttribute('id');
}
