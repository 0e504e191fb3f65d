import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A read-only link for one named reader without an account. */
export class OversightLink extends Model<
  InferAttributes<OversightLink>,
  InferCreationAttributes<OversightLink>
> {
  declare id: CreationOptional<number>;
  /** The link's token is derived from it. */
  declare nonce: string;
  declare tokenHash: string;
  declare readerName: string;
  declare readerEmail: CreationOptional<string | null>;
  declare purpose: string;
  /** The last day on which it opens, in the project's time zone, and the end of that day. */
  declare lastDay: string;
  declare expiresAt: Date;
  declare withdrawnAt: CreationOptional<Date | null>;
  declare openings: number;
  declare lastOpenedAt: CreationOptional<Date | null>;
  declare createdBy: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initOversightLink(sequelize: Sequelize): void {
  OversightLink.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      nonce: { type: DataTypes.TEXT, allowNull: false },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      readerName: { type: DataTypes.TEXT, allowNull: false },
      readerEmail: { type: DataTypes.TEXT },
      purpose: { type: DataTypes.TEXT, allowNull: false },
      lastDay: { type: DataTypes.DATEONLY, allowNull: false },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      withdrawnAt: { type: DataTypes.DATE },
      openings: { type: DataTypes.INTEGER, allowNull: false },
      lastOpenedAt: { type: DataTypes.DATE },
      createdBy: { type: DataTypes.INTEGER },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'oversight_links', updatedAt: false },
  );
}
