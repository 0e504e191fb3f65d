import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { AdjustmentKind } from './codes';

/** A line of the log of what changed in frozen answers. */
export class AnswerAdjustment extends Model<
  InferAttributes<AnswerAdjustment>,
  InferCreationAttributes<AnswerAdjustment>
> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare responseId: string;
  declare kind: AdjustmentKind;
  /** Names of the questions whose answers differ, JSON. */
  declare changedQuestions: string;
  declare reason: string;
  /** The note of a workshop day that asked for it. */
  declare dayNoteId: CreationOptional<number | null>;
  /** Null: the respondent, or a command. */
  declare madeBy: CreationOptional<number | null>;
  declare madeAt: Date;
}

export function initAnswerAdjustment(sequelize: Sequelize): void {
  AnswerAdjustment.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      responseId: { type: DataTypes.TEXT, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      changedQuestions: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      dayNoteId: { type: DataTypes.INTEGER },
      madeBy: { type: DataTypes.INTEGER },
      madeAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'answer_adjustments', timestamps: false },
  );
}
