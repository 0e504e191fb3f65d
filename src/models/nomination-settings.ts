import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What holds for the nominations of every economy without rules of its own: one row. */
export class NominationSettings extends Model<
  InferAttributes<NominationSettings>,
  InferCreationAttributes<NominationSettings>
> {
  declare id: number;
  /** How many people an economy may nominate, reserves not counted. */
  declare places: number;
  /** Which institutions a focal point could approach. */
  declare advice: string;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initNominationSettings(sequelize: Sequelize): void {
  NominationSettings.init(
    {
      id: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      places: { type: DataTypes.INTEGER, allowNull: false },
      advice: { type: DataTypes.TEXT, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'nomination_settings' },
  );
}
