import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One code given to the open answer of one response. */
export class CodedAnswer extends Model<
  InferAttributes<CodedAnswer>,
  InferCreationAttributes<CodedAnswer>
> {
  declare responseId: string;
  declare codeId: number;
  /** How often the answers had been corrected when they were coded. */
  declare contentVersion: number;
  declare codedBy: number;
  declare codedAt: Date;
}

export function initCodedAnswer(sequelize: Sequelize): void {
  CodedAnswer.init(
    {
      responseId: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      codeId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      contentVersion: { type: DataTypes.INTEGER, allowNull: false },
      codedBy: { type: DataTypes.INTEGER, allowNull: false },
      codedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'coded_answers', timestamps: false },
  );
}
