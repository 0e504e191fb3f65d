import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { ScheduledMailingStatus } from './codes';

/** A mailing that waits for its time; whom it goes to is found out then. */
export class ScheduledMailing extends Model<
  InferAttributes<ScheduledMailing>,
  InferCreationAttributes<ScheduledMailing>
> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare kind: 'invitation' | 'reminder';
  declare subject: string;
  declare body: string;
  /** JSON: the filter, and for reminders their rules. */
  declare filter: string;
  declare sendAt: Date;
  declare status: ScheduledMailingStatus;
  /** Why it was refused, in words. */
  declare outcome: CreationOptional<string | null>;
  /** What was sent when the time came. */
  declare mailingId: CreationOptional<number | null>;
  declare idempotencyKey: string;
  declare createdBy: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initScheduledMailing(sequelize: Sequelize): void {
  ScheduledMailing.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      subject: { type: DataTypes.TEXT, allowNull: false },
      body: { type: DataTypes.TEXT, allowNull: false },
      filter: { type: DataTypes.TEXT, allowNull: false },
      sendAt: { type: DataTypes.DATE, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      outcome: { type: DataTypes.TEXT, allowNull: true },
      mailingId: { type: DataTypes.INTEGER, allowNull: true },
      idempotencyKey: { type: DataTypes.TEXT, allowNull: false },
      createdBy: { type: DataTypes.INTEGER, allowNull: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'scheduled_mailings', updatedAt: false },
  );
}
