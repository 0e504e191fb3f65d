import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Where an economy stands with its page on the platform. */
export class PlatformRegistration extends Model<
  InferAttributes<PlatformRegistration>,
  InferCreationAttributes<PlatformRegistration>
> {
  declare economyCode: string;
  declare pageAddress: CreationOptional<string | null>;
  declare pagePublishedOn: CreationOptional<string | null>;
  declare note: string;
  declare revision: number;
  declare updatedAt: CreationOptional<Date>;
}

export function initPlatformRegistration(sequelize: Sequelize): void {
  PlatformRegistration.init(
    {
      economyCode: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      pageAddress: { type: DataTypes.TEXT },
      pagePublishedOn: { type: DataTypes.DATEONLY },
      note: { type: DataTypes.TEXT, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'platform_registrations', createdAt: false },
  );
}
