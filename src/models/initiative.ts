import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A cluster-related initiative launched within PPSTI. */
export class Initiative extends Model<
  InferAttributes<Initiative>,
  InferCreationAttributes<Initiative>
> {
  declare id: CreationOptional<number>;
  declare title: string;
  declare description: string;
  declare launchedOn: string;
  /** Decided by organisers where the host and others propose together. */
  declare counted: CreationOptional<boolean | null>;
  declare decisionReason: CreationOptional<string | null>;
  declare decidedBy: CreationOptional<number | null>;
  declare decidedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initInitiative(sequelize: Sequelize): void {
  Initiative.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.TEXT, allowNull: false },
      description: { type: DataTypes.TEXT, allowNull: false },
      launchedOn: { type: DataTypes.DATEONLY, allowNull: false },
      counted: { type: DataTypes.BOOLEAN },
      decisionReason: { type: DataTypes.TEXT },
      decidedBy: { type: DataTypes.INTEGER },
      decidedAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'initiatives' },
  );
}
