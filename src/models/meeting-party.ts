import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A cluster's place in a slot. Rows of a cancelled meeting are removed. */
export class MeetingParty extends Model<
  InferAttributes<MeetingParty>,
  InferCreationAttributes<MeetingParty>
> {
  declare meetingId: number;
  declare slotId: number;
  declare clusterId: number;
}

export function initMeetingParty(sequelize: Sequelize): void {
  MeetingParty.init(
    {
      meetingId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      slotId: { type: DataTypes.INTEGER, allowNull: false },
      clusterId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
    },
    { sequelize, tableName: 'meeting_parties', timestamps: false },
  );
}
