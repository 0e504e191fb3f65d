import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A cluster organisation; nameKey is the folded name that makes it one within its economy. */
export class Cluster extends Model<InferAttributes<Cluster>, InferCreationAttributes<Cluster>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameKey: string;
  declare economyCode: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initCluster(sequelize: Sequelize): void {
  Cluster.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      nameKey: { type: DataTypes.TEXT, allowNull: false },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'clusters' },
  );
}
