import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { MilestoneAnchor, ShiftUnit } from './codes';

/** What is to be reached by when; dates follow Day 1 of the workshop. */
export class Milestone extends Model<
  InferAttributes<Milestone>,
  InferCreationAttributes<Milestone>
> {
  declare id: CreationOptional<number>;
  declare title: string;
  declare anchor: MilestoneAnchor;
  /** How many days or months after the anchor; negative: before it. Null for a fixed date. */
  declare shift: CreationOptional<number | null>;
  declare shiftUnit: CreationOptional<ShiftUnit | null>;
  declare fixedOn: CreationOptional<string | null>;
  declare ownerId: CreationOptional<number | null>;
  /** Days before it is due on which a reminder goes out: "14,3". */
  declare remindDays: string;
  declare note: string;
  declare reachedOn: CreationOptional<string | null>;
  declare reachedNote: CreationOptional<string | null>;
  declare reachedBy: CreationOptional<number | null>;
  declare reachedAt: CreationOptional<Date | null>;
  /** Of the snapshot taken when it was reached. */
  declare snapshotNumber: CreationOptional<number | null>;
  /** When readers who asked for it were told of it. */
  declare toldAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initMilestone(sequelize: Sequelize): void {
  Milestone.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.TEXT, allowNull: false },
      anchor: { type: DataTypes.TEXT, allowNull: false },
      shift: { type: DataTypes.INTEGER },
      shiftUnit: { type: DataTypes.TEXT },
      fixedOn: { type: DataTypes.DATEONLY },
      ownerId: { type: DataTypes.INTEGER },
      remindDays: { type: DataTypes.TEXT, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      reachedOn: { type: DataTypes.DATEONLY },
      reachedNote: { type: DataTypes.TEXT },
      reachedBy: { type: DataTypes.INTEGER },
      reachedAt: { type: DataTypes.DATE },
      snapshotNumber: { type: DataTypes.INTEGER },
      toldAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'milestones' },
  );
}
