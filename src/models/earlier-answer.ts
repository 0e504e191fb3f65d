import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Sector, Sex } from './codes';

/** What a frozen response said before it was corrected. */
export class EarlierAnswer extends Model<
  InferAttributes<EarlierAnswer>,
  InferCreationAttributes<EarlierAnswer>
> {
  declare responseId: string;
  declare contentVersion: number;
  declare versionId: number;
  declare economyCode: CreationOptional<string | null>;
  declare sex: CreationOptional<Sex | null>;
  declare sector: CreationOptional<Sector | null>;
  declare answers: string;
}

export function initEarlierAnswer(sequelize: Sequelize): void {
  EarlierAnswer.init(
    {
      responseId: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      contentVersion: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      economyCode: { type: DataTypes.TEXT },
      sex: { type: DataTypes.TEXT },
      sector: { type: DataTypes.TEXT },
      answers: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'earlier_answers', timestamps: false },
  );
}
