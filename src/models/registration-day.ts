import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A day for which a person is registered. */
export class RegistrationDay extends Model<
  InferAttributes<RegistrationDay>,
  InferCreationAttributes<RegistrationDay>
> {
  declare registrationId: number;
  declare dayNumber: number;
}

export function initRegistrationDay(sequelize: Sequelize): void {
  RegistrationDay.init(
    {
      registrationId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
    },
    { sequelize, tableName: 'registration_days', timestamps: false },
  );
}
