import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type {
  AttendanceMode,
  Funding,
  RegistrationOrigin,
  RegistrationRole,
  RegistrationStatus,
} from './codes';

/** A person at the workshop: what they are and whether they come. Whether they came is in Attendance. */
export class Registration extends Model<
  InferAttributes<Registration>,
  InferCreationAttributes<Registration>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare role: RegistrationRole;
  declare status: RegistrationStatus;
  declare origin: RegistrationOrigin;
  declare mode: AttendanceMode;
  /** One category only, as the team has confirmed it. */
  declare funding: CreationOptional<Funding | null>;
  /** What the person told, which holds until the team confirms that or another category. */
  declare fundingTold: CreationOptional<Funding | null>;
  /** Kept only until the workshop ends. */
  declare dietaryNeeds: CreationOptional<string | null>;
  /** Kept only until the workshop ends. */
  declare accessNeeds: CreationOptional<string | null>;
  /** Of the person's own link. */
  declare tokenHash: string;
  /** Of the code on the badge. */
  declare badgeHash: string;
  /** When the person last accepted or declined. */
  declare answeredAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initRegistration(sequelize: Sequelize): void {
  Registration.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      role: { type: DataTypes.TEXT, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      origin: { type: DataTypes.TEXT, allowNull: false },
      mode: { type: DataTypes.TEXT, allowNull: false },
      funding: { type: DataTypes.TEXT, allowNull: true },
      fundingTold: { type: DataTypes.TEXT, allowNull: true },
      dietaryNeeds: { type: DataTypes.TEXT, allowNull: true },
      accessNeeds: { type: DataTypes.TEXT, allowNull: true },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      badgeHash: { type: DataTypes.TEXT, allowNull: false },
      answeredAt: { type: DataTypes.DATE, allowNull: true },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'registrations' },
  );
}
