import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { MeetingRequestStatus } from './codes';

/** One cluster asks another for a meeting. */
export class MeetingRequest extends Model<
  InferAttributes<MeetingRequest>,
  InferCreationAttributes<MeetingRequest>
> {
  declare id: CreationOptional<number>;
  declare fromClusterId: number;
  declare toClusterId: number;
  /** The smaller of the two ids: two clusters have one open request, whoever asked. */
  declare lowClusterId: number;
  declare highClusterId: number;
  /** Registration of the person who asked; null: entered by organisers. */
  declare askedBy: CreationOptional<number | null>;
  declare message: string;
  declare status: MeetingRequestStatus;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initMeetingRequest(sequelize: Sequelize): void {
  MeetingRequest.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      fromClusterId: { type: DataTypes.INTEGER, allowNull: false },
      toClusterId: { type: DataTypes.INTEGER, allowNull: false },
      lowClusterId: { type: DataTypes.INTEGER, allowNull: false },
      highClusterId: { type: DataTypes.INTEGER, allowNull: false },
      askedBy: { type: DataTypes.INTEGER, allowNull: true },
      message: { type: DataTypes.TEXT, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'meeting_requests' },
  );
}
