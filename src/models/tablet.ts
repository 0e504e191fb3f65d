import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A tablet shared by several people: its link opens the start page and nothing else. */
export class Tablet extends Model<InferAttributes<Tablet>, InferCreationAttributes<Tablet>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare tokenHash: string;
  declare withdrawnAt: CreationOptional<Date | null>;
  declare createdBy: number;
  declare createdAt: CreationOptional<Date>;
}

export function initTablet(sequelize: Sequelize): void {
  Tablet.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      withdrawnAt: { type: DataTypes.DATE, allowNull: true },
      createdBy: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'tablets', updatedAt: false },
  );
}
