import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A correction of answers by the team, with the answers that it changed. */
export class AnswerCorrection extends Model<
  InferAttributes<AnswerCorrection>,
  InferCreationAttributes<AnswerCorrection>
> {
  declare id: CreationOptional<number>;
  declare responseId: string;
  /** How often the answers had been corrected, this time included. */
  declare contentVersion: number;
  declare versionId: number;
  /** The changed answers as they were, JSON; a question that had none is not there. */
  declare beforeAnswers: string;
  /** The same as they are since. */
  declare afterAnswers: string;
  declare reason: string;
  declare madeBy: number;
  declare madeAt: Date;
}

export function initAnswerCorrection(sequelize: Sequelize): void {
  AnswerCorrection.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      responseId: { type: DataTypes.TEXT, allowNull: false },
      contentVersion: { type: DataTypes.INTEGER, allowNull: false },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      beforeAnswers: { type: DataTypes.TEXT, allowNull: false },
      afterAnswers: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      madeBy: { type: DataTypes.INTEGER, allowNull: false },
      madeAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'answer_corrections', timestamps: false },
  );
}
