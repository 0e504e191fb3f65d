import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One version of the rules by which indicators are counted and met. Never changed. */
export class IndicatorRule extends Model<
  InferAttributes<IndicatorRule>,
  InferCreationAttributes<IndicatorRule>
> {
  /** From 1; the highest is in force. */
  declare version: number;
  /** Null for the first, which has held from the beginning. */
  declare decidedAt: Date | null;
  declare decidedBy: number | null;
  /** As the account was called when it decided. */
  declare decidedByName: string;
  declare reason: string;
  declare satisfiedOverallMin: number;
  declare satisfiedCoreMeanMin: number;
  declare satisfiedCoreAnsweredMin: number;
  declare invitationsFromDay: number;
}

export function initIndicatorRule(sequelize: Sequelize): void {
  IndicatorRule.init(
    {
      version: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      decidedAt: { type: DataTypes.DATE },
      decidedBy: { type: DataTypes.INTEGER },
      decidedByName: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      satisfiedOverallMin: { type: DataTypes.INTEGER, allowNull: false },
      satisfiedCoreMeanMin: { type: DataTypes.DOUBLE, allowNull: false },
      satisfiedCoreAnsweredMin: { type: DataTypes.INTEGER, allowNull: false },
      invitationsFromDay: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, tableName: 'indicator_rules', timestamps: false },
  );
}
