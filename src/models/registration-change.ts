import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { RegistrationStatus } from './codes';

/** A change of the status of a registration, with who and why. Rows are added, never changed. */
export class RegistrationChange extends Model<
  InferAttributes<RegistrationChange>,
  InferCreationAttributes<RegistrationChange>
> {
  declare id: CreationOptional<number>;
  declare registrationId: number;
  declare fromStatus: CreationOptional<RegistrationStatus | null>;
  declare toStatus: RegistrationStatus;
  declare reason: CreationOptional<string | null>;
  declare changedBy: string;
  declare changedAt: Date;
}

export function initRegistrationChange(sequelize: Sequelize): void {
  RegistrationChange.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      registrationId: { type: DataTypes.INTEGER, allowNull: false },
      fromStatus: { type: DataTypes.TEXT, allowNull: true },
      toStatus: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: true },
      changedBy: { type: DataTypes.TEXT, allowNull: false },
      changedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'registration_changes', timestamps: false },
  );
}
