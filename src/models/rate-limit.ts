import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Hits in a window, shared by all server processes. */
export class RateLimit extends Model<
  InferAttributes<RateLimit>,
  InferCreationAttributes<RateLimit>
> {
  declare bucket: string;
  declare hits: number;
  declare resetsAt: Date;
}

export function initRateLimit(sequelize: Sequelize): void {
  RateLimit.init(
    {
      bucket: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      hits: { type: DataTypes.INTEGER, allowNull: false },
      resetsAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'rate_limits', timestamps: false },
  );
}
