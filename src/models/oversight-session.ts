import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A browser in which a read-only link was opened. The cookie holds the token, the table its hash. */
export class OversightSession extends Model<
  InferAttributes<OversightSession>,
  InferCreationAttributes<OversightSession>
> {
  declare tokenHash: string;
  declare linkId: number;
  declare expiresAt: Date;
  declare createdAt: CreationOptional<Date>;
}

export function initOversightSession(sequelize: Sequelize): void {
  OversightSession.init(
    {
      tokenHash: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      linkId: { type: DataTypes.INTEGER, allowNull: false },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'oversight_sessions', updatedAt: false },
  );
}
