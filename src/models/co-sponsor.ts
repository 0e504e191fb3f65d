import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An economy that co-sponsors the project. */
export class CoSponsor extends Model<
  InferAttributes<CoSponsor>,
  InferCreationAttributes<CoSponsor>
> {
  declare economyCode: string;
}

export function initCoSponsor(sequelize: Sequelize): void {
  CoSponsor.init(
    {
      economyCode: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
    },
    { sequelize, tableName: 'co_sponsors', timestamps: false },
  );
}
