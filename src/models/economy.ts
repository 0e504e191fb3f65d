import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One of the 21 member economies, in the order and with the names of APEC. */
export class Economy extends Model<InferAttributes<Economy>, InferCreationAttributes<Economy>> {
  declare code: string;
  declare alpha2: string;
  declare name: string;
  declare formalName: CreationOptional<string | null>;
  declare sort: number;
  declare languages: string;
  declare travelEligible: boolean;
  declare travelEligibleAsOf: string;
}

export function initEconomy(sequelize: Sequelize): void {
  Economy.init(
    {
      code: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      alpha2: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      formalName: { type: DataTypes.TEXT },
      sort: { type: DataTypes.INTEGER, allowNull: false },
      languages: { type: DataTypes.TEXT, allowNull: false },
      travelEligible: { type: DataTypes.BOOLEAN, allowNull: false },
      travelEligibleAsOf: { type: DataTypes.DATEONLY, allowNull: false },
    },
    { sequelize, tableName: 'economies', timestamps: false },
  );
}
