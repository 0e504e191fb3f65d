import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { NominationRole, NominationStatus, Sector, Sex } from './codes';

/** A person named by the focal point of an economy, as typed there, and what became of it. */
export class Nomination extends Model<
  InferAttributes<Nomination>,
  InferCreationAttributes<Nomination>
> {
  declare id: CreationOptional<number>;
  declare economyCode: string;
  declare focalPointId: number;
  /** Made with the form, so that a form sent twice is one nomination. */
  declare submissionKey: string;
  declare title: CreationOptional<string | null>;
  declare givenName: string;
  declare familyName: string;
  declare email: CreationOptional<string | null>;
  declare emailKey: CreationOptional<string | null>;
  declare sex: CreationOptional<Sex | null>;
  declare sector: CreationOptional<Sector | null>;
  declare position: CreationOptional<string | null>;
  declare organisation: CreationOptional<string | null>;
  declare clusterName: CreationOptional<string | null>;
  declare role: NominationRole;
  declare why: string;
  /** Null: takes one of the economy's places. Else its order among the reserves, 1 first. */
  declare reserveRank: CreationOptional<number | null>;
  declare status: NominationStatus;
  /** What the focal point reads beside the last decision. */
  declare publicReason: string;
  /** The person it was accepted for. */
  declare personId: CreationOptional<number | null>;
  declare erasedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initNomination(sequelize: Sequelize): void {
  Nomination.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      focalPointId: { type: DataTypes.INTEGER, allowNull: false },
      submissionKey: { type: DataTypes.TEXT, allowNull: false },
      title: { type: DataTypes.TEXT },
      givenName: { type: DataTypes.TEXT, allowNull: false },
      familyName: { type: DataTypes.TEXT, allowNull: false },
      email: { type: DataTypes.TEXT },
      emailKey: { type: DataTypes.TEXT },
      sex: { type: DataTypes.TEXT },
      sector: { type: DataTypes.TEXT },
      position: { type: DataTypes.TEXT },
      organisation: { type: DataTypes.TEXT },
      clusterName: { type: DataTypes.TEXT },
      role: { type: DataTypes.TEXT, allowNull: false },
      why: { type: DataTypes.TEXT, allowNull: false },
      reserveRank: { type: DataTypes.INTEGER },
      status: { type: DataTypes.TEXT, allowNull: false },
      publicReason: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER },
      erasedAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'nominations' },
  );
}
