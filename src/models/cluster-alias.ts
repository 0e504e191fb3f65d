import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An earlier or double name of a cluster; nameKey is folded as that of the cluster. */
export class ClusterAlias extends Model<
  InferAttributes<ClusterAlias>,
  InferCreationAttributes<ClusterAlias>
> {
  declare economyCode: string;
  declare nameKey: string;
  declare name: string;
  declare clusterId: number;
}

export function initClusterAlias(sequelize: Sequelize): void {
  ClusterAlias.init(
    {
      economyCode: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      nameKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      clusterId: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, tableName: 'cluster_aliases', timestamps: false },
  );
}
