import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { WorkshopMode } from './codes';

/** How the workshop is held: one row. Its days and zone are in workshop_days and projects. */
export class WorkshopSettings extends Model<
  InferAttributes<WorkshopSettings>,
  InferCreationAttributes<WorkshopSettings>
> {
  declare id: number;
  declare mode: WorkshopMode;
  declare venue: string;
  declare address: string;
  declare onlineLink: string;
  /** Seats on site; null: not limited. */
  declare capacity: CreationOptional<number | null>;
  declare nominationsCloseAt: CreationOptional<Date | null>;
  declare registrationClosesAt: CreationOptional<Date | null>;
  /** Days a person must have attended to get a certificate. */
  declare certificateDaysMin: number;
  declare certificateSignatory: string;
  declare certificateSignatoryPosition: string;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initWorkshopSettings(sequelize: Sequelize): void {
  WorkshopSettings.init(
    {
      id: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      mode: { type: DataTypes.TEXT, allowNull: false },
      venue: { type: DataTypes.TEXT, allowNull: false },
      address: { type: DataTypes.TEXT, allowNull: false },
      onlineLink: { type: DataTypes.TEXT, allowNull: false },
      capacity: { type: DataTypes.INTEGER, allowNull: true },
      nominationsCloseAt: { type: DataTypes.DATE, allowNull: true },
      registrationClosesAt: { type: DataTypes.DATE, allowNull: true },
      certificateDaysMin: { type: DataTypes.INTEGER, allowNull: false },
      certificateSignatory: { type: DataTypes.TEXT, allowNull: false },
      certificateSignatoryPosition: { type: DataTypes.TEXT, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'workshop_settings' },
  );
}
