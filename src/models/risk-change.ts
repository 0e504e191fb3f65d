import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What an organiser changed about a risk, and why. */
export class RiskChange extends Model<
  InferAttributes<RiskChange>,
  InferCreationAttributes<RiskChange>
> {
  declare id: CreationOptional<number>;
  declare riskId: number;
  declare changedBy: CreationOptional<number | null>;
  declare changedAt: Date;
  declare reason: string;
  /** JSON: { field: [before, after] }, the values as they were stored. */
  declare changes: string;
}

export function initRiskChange(sequelize: Sequelize): void {
  RiskChange.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      riskId: { type: DataTypes.INTEGER, allowNull: false },
      changedBy: { type: DataTypes.INTEGER },
      changedAt: { type: DataTypes.DATE, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      changes: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'risk_changes', timestamps: false },
  );
}
