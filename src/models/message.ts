import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { CalendarMethod, MessageStatus } from './codes';

/** One mail to one address, with its state. Written only by src/mail. */
export class Message extends Model<InferAttributes<Message>, InferCreationAttributes<Message>> {
  declare id: CreationOptional<number>;
  declare dedupeKey: string;
  declare kind: string;
  declare mailingId: CreationOptional<number | null>;
  declare invitationId: CreationOptional<number | null>;
  declare personId: CreationOptional<number | null>;
  declare toName: string;
  declare toAddress: string;
  declare subject: string;
  declare textBody: string;
  declare htmlBody: string;
  /** What {{link}} in the bodies stands for; the link itself is made when the mail is sent. */
  declare linkSubject: CreationOptional<string | null>;
  declare listUnsubscribe: CreationOptional<boolean>;
  /** METHOD of the calendar file; null when the mail carries none. */
  declare calendarMethod: CreationOptional<CalendarMethod | null>;
  /** The calendar file as it is sent. */
  declare calendarBody: CreationOptional<string | null>;
  declare status: MessageStatus;
  declare attempts: CreationOptional<number>;
  declare nextAttemptAt: Date;
  declare claimedBy: CreationOptional<string | null>;
  declare claimedAt: CreationOptional<Date | null>;
  declare conversationBeganAt: CreationOptional<Date | null>;
  declare sentAt: CreationOptional<Date | null>;
  declare lastReply: CreationOptional<string | null>;
  declare messageId: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initMessage(sequelize: Sequelize): void {
  Message.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      dedupeKey: { type: DataTypes.TEXT, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      mailingId: { type: DataTypes.INTEGER },
      invitationId: { type: DataTypes.INTEGER },
      personId: { type: DataTypes.INTEGER },
      toName: { type: DataTypes.TEXT, allowNull: false },
      toAddress: { type: DataTypes.TEXT, allowNull: false },
      subject: { type: DataTypes.TEXT, allowNull: false },
      textBody: { type: DataTypes.TEXT, allowNull: false },
      htmlBody: { type: DataTypes.TEXT, allowNull: false },
      linkSubject: { type: DataTypes.TEXT },
      listUnsubscribe: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      calendarMethod: { type: DataTypes.TEXT },
      calendarBody: { type: DataTypes.TEXT },
      status: { type: DataTypes.TEXT, allowNull: false },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      nextAttemptAt: { type: DataTypes.DATE, allowNull: false },
      claimedBy: { type: DataTypes.TEXT },
      claimedAt: { type: DataTypes.DATE },
      conversationBeganAt: { type: DataTypes.DATE },
      sentAt: { type: DataTypes.DATE },
      lastReply: { type: DataTypes.TEXT },
      messageId: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'messages' },
  );
}
