import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Whether a registered person was there on a day; one row a person and day. */
export class Attendance extends Model<
  InferAttributes<Attendance>,
  InferCreationAttributes<Attendance>
> {
  declare id: CreationOptional<number>;
  declare registrationId: number;
  declare dayNumber: number;
  /** False after a check-in was taken back. */
  declare present: boolean;
  declare checkedInAt: Date;
}

export function initAttendance(sequelize: Sequelize): void {
  Attendance.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      registrationId: { type: DataTypes.INTEGER, allowNull: false },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false },
      present: { type: DataTypes.BOOLEAN, allowNull: false },
      checkedInAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'attendances', timestamps: false },
  );
}
