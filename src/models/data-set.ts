import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { DataSetKind } from './codes';

/** The answers to a form as they stood at one moment. Never changed. */
export class DataSet extends Model<InferAttributes<DataSet>, InferCreationAttributes<DataSet>> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare kind: DataSetKind;
  /** From 1 for each kind: a set that was frozen too early is followed by another. */
  declare number: number;
  declare note: string;
  /** Responses in the counts, and those left out as not valid. */
  declare counted: number;
  declare leftOut: number;
  /** JSON: what SQL counted then. */
  declare counts: string;
  /** Digest of members and counts, to show that neither was changed. */
  declare fingerprint: string;
  declare frozenBy: number;
  declare frozenAt: Date;
}

export function initDataSet(sequelize: Sequelize): void {
  DataSet.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      counted: { type: DataTypes.INTEGER, allowNull: false },
      leftOut: { type: DataTypes.INTEGER, allowNull: false },
      counts: { type: DataTypes.TEXT, allowNull: false },
      fingerprint: { type: DataTypes.TEXT, allowNull: false },
      frozenBy: { type: DataTypes.INTEGER, allowNull: false },
      frozenAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'data_sets', timestamps: false },
  );
}
