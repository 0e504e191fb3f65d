import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from 'sequelize';
import type { Sequelize } from 'sequelize';

/** What the calendar of a registered person shows for a day: the state that was sent last. */
export class CalendarEntry extends Model<
  InferAttributes<CalendarEntry>,
  InferCreationAttributes<CalendarEntry>
> {
  declare registrationId: number;
  declare dayNumber: number;
  /** The same for ever: calendars know the entry by it. */
  declare uid: string;
  /** Rises with each state that is sent. */
  declare sequence: number;
  declare cancelled: boolean;
  /** JSON of DayEntryFacts: what the entry said, and to which address it went. */
  declare facts: string;
  declare updatedAt: Date;
}

export function initCalendarEntry(sequelize: Sequelize): void {
  CalendarEntry.init(
    {
      registrationId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      uid: { type: DataTypes.TEXT, allowNull: false },
      sequence: { type: DataTypes.INTEGER, allowNull: false },
      cancelled: { type: DataTypes.BOOLEAN, allowNull: false },
      facts: { type: DataTypes.TEXT, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'calendar_entries', timestamps: false },
  );
}
