import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { MeetingOutcome } from './codes';

/** What one side of a meeting says came of it. */
export class MeetingReport extends Model<
  InferAttributes<MeetingReport>,
  InferCreationAttributes<MeetingReport>
> {
  declare meetingId: number;
  declare clusterId: number;
  declare held: boolean;
  declare outcome: MeetingOutcome;
  declare note: string;
  declare reportedBy: number;
  declare reportedAt: Date;
}

export function initMeetingReport(sequelize: Sequelize): void {
  MeetingReport.init(
    {
      meetingId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      clusterId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      held: { type: DataTypes.BOOLEAN, allowNull: false },
      outcome: { type: DataTypes.TEXT, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      reportedBy: { type: DataTypes.INTEGER, allowNull: false },
      reportedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'meeting_reports', timestamps: false },
  );
}
