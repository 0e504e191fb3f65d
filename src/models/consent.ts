import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What a person agreed to or refused, with the words they saw. */
export class Consent extends Model<InferAttributes<Consent>, InferCreationAttributes<Consent>> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare kind: string;
  declare given: boolean;
  declare wording: string;
  declare source: string;
  declare recordedAt: Date;
}

export function initConsent(sequelize: Sequelize): void {
  Consent.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      given: { type: DataTypes.BOOLEAN, allowNull: false },
      wording: { type: DataTypes.TEXT, allowNull: false },
      source: { type: DataTypes.TEXT, allowNull: false },
      recordedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'consents', timestamps: false },
  );
}
