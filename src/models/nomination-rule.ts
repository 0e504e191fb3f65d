import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What differs for one economy; null: as for all. */
export class NominationRule extends Model<
  InferAttributes<NominationRule>,
  InferCreationAttributes<NominationRule>
> {
  declare economyCode: string;
  declare places: CreationOptional<number | null>;
  declare closesAt: CreationOptional<Date | null>;
  declare advice: CreationOptional<string | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initNominationRule(sequelize: Sequelize): void {
  NominationRule.init(
    {
      economyCode: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      places: { type: DataTypes.INTEGER },
      closesAt: { type: DataTypes.DATE },
      advice: { type: DataTypes.TEXT },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'nomination_rules' },
  );
}
