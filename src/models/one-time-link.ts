import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A link that works once: the first administrator, or setting a password. */
export class OneTimeLink extends Model<
  InferAttributes<OneTimeLink>,
  InferCreationAttributes<OneTimeLink>
> {
  declare tokenHash: string;
  declare purpose: 'first_administrator' | 'set_password';
  declare userId: CreationOptional<number | null>;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initOneTimeLink(sequelize: Sequelize): void {
  OneTimeLink.init(
    {
      tokenHash: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      purpose: { type: DataTypes.TEXT, allowNull: false },
      userId: { type: DataTypes.INTEGER },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      usedAt: { type: DataTypes.DATE },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'one_time_links', updatedAt: false },
  );
}
