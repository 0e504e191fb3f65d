import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Whether a registered person was at a session; counted in no indicator. */
export class SessionAttendance extends Model<
  InferAttributes<SessionAttendance>,
  InferCreationAttributes<SessionAttendance>
> {
  declare id: CreationOptional<number>;
  declare registrationId: number;
  declare sessionId: number;
  /** False after a check-in was taken back. */
  declare present: boolean;
  declare checkedInAt: Date;
}

export function initSessionAttendance(sequelize: Sequelize): void {
  SessionAttendance.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      registrationId: { type: DataTypes.INTEGER, allowNull: false },
      sessionId: { type: DataTypes.INTEGER, allowNull: false },
      present: { type: DataTypes.BOOLEAN, allowNull: false },
      checkedInAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'session_attendances', timestamps: false },
  );
}
