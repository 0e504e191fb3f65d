import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One indicator in a snapshot, for the team or as overseers saw it. Never changed. */
export class SnapshotValue extends Model<
  InferAttributes<SnapshotValue>,
  InferCreationAttributes<SnapshotValue>
> {
  declare snapshotNumber: number;
  declare audience: 'team' | 'overseer';
  declare indicator: string;
  declare value: number | null;
  declare status: string;
  /** Women, men and not stated among the records counted; null where there is no split. */
  declare women: number | null;
  declare men: number | null;
  declare notStated: number | null;
  declare base: number | null;
  /** JSON: targets, days and notes. */
  declare details: string;
}

export function initSnapshotValue(sequelize: Sequelize): void {
  SnapshotValue.init(
    {
      snapshotNumber: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      audience: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      indicator: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      value: { type: DataTypes.DOUBLE },
      status: { type: DataTypes.TEXT, allowNull: false },
      women: { type: DataTypes.INTEGER },
      men: { type: DataTypes.INTEGER },
      notStated: { type: DataTypes.INTEGER },
      base: { type: DataTypes.INTEGER },
      details: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'snapshot_values', timestamps: false },
  );
}
