import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { MeetingRequestStatus } from './codes';

/** What was done with a request and by whom. Rows are added, never changed. */
export class MeetingRequestChange extends Model<
  InferAttributes<MeetingRequestChange>,
  InferCreationAttributes<MeetingRequestChange>
> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare status: MeetingRequestStatus;
  declare registrationId: CreationOptional<number | null>;
  declare userId: CreationOptional<number | null>;
  declare changedAt: Date;
}

export function initMeetingRequestChange(sequelize: Sequelize): void {
  MeetingRequestChange.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: { type: DataTypes.INTEGER, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      registrationId: { type: DataTypes.INTEGER, allowNull: true },
      userId: { type: DataTypes.INTEGER, allowNull: true },
      changedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'meeting_request_changes', timestamps: false },
  );
}
