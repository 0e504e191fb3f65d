import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A time for meetings on a day, with so many tables; wall-clock times of the workshop's zone. */
export class MeetingSlot extends Model<
  InferAttributes<MeetingSlot>,
  InferCreationAttributes<MeetingSlot>
> {
  declare id: CreationOptional<number>;
  declare dayNumber: number;
  /** "14:30" */
  declare startsAt: string;
  declare endsAt: string;
  declare tableCount: number;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initMeetingSlot(sequelize: Sequelize): void {
  MeetingSlot.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false },
      startsAt: { type: DataTypes.TEXT, allowNull: false },
      endsAt: { type: DataTypes.TEXT, allowNull: false },
      tableCount: { type: DataTypes.INTEGER, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'meeting_slots' },
  );
}
