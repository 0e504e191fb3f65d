import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** When the badge of a registration was last marked as printed. */
export class BadgePrint extends Model<
  InferAttributes<BadgePrint>,
  InferCreationAttributes<BadgePrint>
> {
  declare registrationId: number;
  declare printedAt: Date;
}

export function initBadgePrint(sequelize: Sequelize): void {
  BadgePrint.init(
    {
      registrationId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      printedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'badge_prints', timestamps: false },
  );
}
