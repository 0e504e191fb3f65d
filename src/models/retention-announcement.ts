import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { RetentionSubject } from './codes';

/** That personal details are soon to be erased, and since when the page of administrators says so. */
export class RetentionAnnouncement extends Model<
  InferAttributes<RetentionAnnouncement>,
  InferCreationAttributes<RetentionAnnouncement>
> {
  declare subjectType: RetentionSubject;
  declare subjectId: string;
  declare announcedOn: string;
}

export function initRetentionAnnouncement(sequelize: Sequelize): void {
  RetentionAnnouncement.init(
    {
      subjectType: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      subjectId: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      announcedOn: { type: DataTypes.DATEONLY, allowNull: false },
    },
    { sequelize, tableName: 'retention_announcements', timestamps: false },
  );
}
