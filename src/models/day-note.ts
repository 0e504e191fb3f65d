import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { DayNoteKind } from './codes';

/** Something a day of the workshop left: an issue, a correction, a recommendation or an action. */
export class DayNote extends Model<InferAttributes<DayNote>, InferCreationAttributes<DayNote>> {
  declare id: CreationOptional<number>;
  declare dayNumber: number;
  /** Where it was said; null: the day as a whole. */
  declare sessionId: CreationOptional<number | null>;
  declare kind: DayNoteKind;
  declare text: string;
  /** Of actions only, as the next two. */
  declare responsible: CreationOptional<string | null>;
  declare dueOn: CreationOptional<string | null>;
  declare doneAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initDayNote(sequelize: Sequelize): void {
  DayNote.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false },
      sessionId: { type: DataTypes.INTEGER, allowNull: true },
      kind: { type: DataTypes.TEXT, allowNull: false },
      text: { type: DataTypes.TEXT, allowNull: false },
      responsible: { type: DataTypes.TEXT, allowNull: true },
      dueOn: { type: DataTypes.DATEONLY, allowNull: true },
      doneAt: { type: DataTypes.DATE, allowNull: true },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'day_notes' },
  );
}
