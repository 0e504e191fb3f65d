import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { RiskStatus } from './codes';

/** What may keep the project from its results, and what is done about it. */
export class Risk extends Model<InferAttributes<Risk>, InferCreationAttributes<Risk>> {
  declare id: CreationOptional<number>;
  declare title: string;
  /** 1 (hardly) to 5 (almost certain). */
  declare likelihood: number;
  /** 1 (hardly felt) to 5 (the project fails). */
  declare impact: number;
  declare mitigation: string;
  declare ownerId: CreationOptional<number | null>;
  declare status: RiskStatus;
  declare reviewOn: CreationOptional<string | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initRisk(sequelize: Sequelize): void {
  Risk.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.TEXT, allowNull: false },
      likelihood: { type: DataTypes.INTEGER, allowNull: false },
      impact: { type: DataTypes.INTEGER, allowNull: false },
      mitigation: { type: DataTypes.TEXT, allowNull: false },
      ownerId: { type: DataTypes.INTEGER },
      status: { type: DataTypes.TEXT, allowNull: false },
      reviewOn: { type: DataTypes.DATEONLY },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'risks' },
  );
}
