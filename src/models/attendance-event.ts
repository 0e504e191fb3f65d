import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { AttendanceKind, AttendanceMethod, RegistrationStatus } from './codes';

/** What a desk sent: the history behind Attendance. Rows are added; an erasure empties the reason. */
export class AttendanceEvent extends Model<
  InferAttributes<AttendanceEvent>,
  InferCreationAttributes<AttendanceEvent>
> {
  declare id: CreationOptional<number>;
  /** The desk's own number of it: sent twice, it is kept once. */
  declare eventKey: string;
  declare registrationId: number;
  declare dayNumber: number;
  /** Null: about the day. */
  declare sessionId: CreationOptional<number | null>;
  declare kind: AttendanceKind;
  declare outcome: string;
  declare method: AttendanceMethod;
  declare desk: string;
  declare reason: CreationOptional<string | null>;
  declare recordedBy: CreationOptional<number | null>;
  /** By the desk's clock, corrected by the server. */
  declare at: Date;
  declare receivedAt: Date;
  /** What the registration was before this check-in made it "registered"; null when it did not. */
  declare statusBefore: CreationOptional<RegistrationStatus | null>;
}

export function initAttendanceEvent(sequelize: Sequelize): void {
  AttendanceEvent.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      eventKey: { type: DataTypes.TEXT, allowNull: false },
      registrationId: { type: DataTypes.INTEGER, allowNull: false },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false },
      sessionId: { type: DataTypes.INTEGER, allowNull: true },
      kind: { type: DataTypes.TEXT, allowNull: false },
      outcome: { type: DataTypes.TEXT, allowNull: false },
      method: { type: DataTypes.TEXT, allowNull: false },
      desk: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: true },
      recordedBy: { type: DataTypes.INTEGER, allowNull: true },
      at: { type: DataTypes.DATE, allowNull: false },
      receivedAt: { type: DataTypes.DATE, allowNull: false },
      statusBefore: { type: DataTypes.TEXT, allowNull: true },
    },
    { sequelize, tableName: 'attendance_events', timestamps: false },
  );
}
