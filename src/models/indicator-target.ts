import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What one target line is under one version of the rules. Never changed. */
export class IndicatorTarget extends Model<
  InferAttributes<IndicatorTarget>,
  InferCreationAttributes<IndicatorTarget>
> {
  declare version: number;
  /** Key of the line in the catalogue. */
  declare target: string;
  /** In the unit of the line. */
  declare value: number;
}

export function initIndicatorTarget(sequelize: Sequelize): void {
  IndicatorTarget.init(
    {
      version: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      target: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      value: { type: DataTypes.DOUBLE, allowNull: false },
    },
    { sequelize, tableName: 'indicator_targets', timestamps: false },
  );
}
