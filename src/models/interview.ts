import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { InterviewConsent } from './codes';

/** An interview with a person, for organisers only. */
export class Interview extends Model<
  InferAttributes<Interview>,
  InferCreationAttributes<Interview>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare heldOn: string;
  declare interviewer: string;
  declare consent: InterviewConsent;
  /** Questions and answers. */
  declare record: string;
  /** For the report. */
  declare summary: string;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initInterview(sequelize: Sequelize): void {
  Interview.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      heldOn: { type: DataTypes.DATEONLY, allowNull: false },
      interviewer: { type: DataTypes.TEXT, allowNull: false },
      consent: { type: DataTypes.TEXT, allowNull: false },
      record: { type: DataTypes.TEXT, allowNull: false },
      summary: { type: DataTypes.TEXT, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'interviews' },
  );
}
