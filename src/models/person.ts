import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Affiliation, Sector, Sex } from './codes';

/** One person; the same record is invited, answers, registers and is checked in. */
export class Person extends Model<InferAttributes<Person>, InferCreationAttributes<Person>> {
  declare id: CreationOptional<number>;
  declare title: CreationOptional<string | null>;
  declare givenName: string;
  declare familyName: string;
  declare nameKey: string;
  declare email: CreationOptional<string | null>;
  declare emailKey: CreationOptional<string | null>;
  declare sex: CreationOptional<Sex | null>;
  declare affiliation: Affiliation;
  declare economyCode: CreationOptional<string | null>;
  declare sector: CreationOptional<Sector | null>;
  declare organisation: CreationOptional<string | null>;
  /** The organisation folded for the search, as nameKey is. */
  declare organisationKey: CreationOptional<string | null>;
  declare position: CreationOptional<string | null>;
  declare role: string;
  declare clusterId: CreationOptional<number | null>;
  declare language: string;
  declare origin: 'import' | 'manual' | 'open_link' | 'demo';
  declare notes: CreationOptional<string | null>;
  declare erasedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initPerson(sequelize: Sequelize): void {
  Person.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.TEXT },
      givenName: { type: DataTypes.TEXT, allowNull: false },
      familyName: { type: DataTypes.TEXT, allowNull: false },
      nameKey: { type: DataTypes.TEXT, allowNull: false },
      email: { type: DataTypes.TEXT },
      emailKey: { type: DataTypes.TEXT },
      sex: { type: DataTypes.TEXT },
      affiliation: { type: DataTypes.TEXT, allowNull: false },
      economyCode: { type: DataTypes.TEXT },
      sector: { type: DataTypes.TEXT },
      organisation: { type: DataTypes.TEXT },
      organisationKey: { type: DataTypes.TEXT },
      position: { type: DataTypes.TEXT },
      role: { type: DataTypes.TEXT, allowNull: false },
      clusterId: { type: DataTypes.INTEGER },
      language: { type: DataTypes.TEXT, allowNull: false },
      origin: { type: DataTypes.TEXT, allowNull: false },
      notes: { type: DataTypes.TEXT },
      erasedAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'people' },
  );
}
