import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An economy that proposed an initiative. */
export class InitiativeProposer extends Model<
  InferAttributes<InitiativeProposer>,
  InferCreationAttributes<InitiativeProposer>
> {
  declare initiativeId: number;
  declare economyCode: string;
}

export function initInitiativeProposer(sequelize: Sequelize): void {
  InitiativeProposer.init(
    {
      initiativeId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      economyCode: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
    },
    { sequelize, tableName: 'initiative_proposers', timestamps: false },
  );
}
