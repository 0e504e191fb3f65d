import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A check-in that an undo takes back, both by the keys of their events. */
export class AttendanceUndo extends Model<
  InferAttributes<AttendanceUndo>,
  InferCreationAttributes<AttendanceUndo>
> {
  declare checkInKey: string;
  declare undoKey: string;
}

export function initAttendanceUndo(sequelize: Sequelize): void {
  AttendanceUndo.init(
    {
      checkInKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      undoKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
    },
    { sequelize, tableName: 'attendance_undos', timestamps: false },
  );
}
