import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { SessionPart } from './codes';

/** A person with a part in a session. */
export class SessionPerson extends Model<
  InferAttributes<SessionPerson>,
  InferCreationAttributes<SessionPerson>
> {
  declare id: CreationOptional<number>;
  declare sessionId: number;
  declare personId: number;
  declare part: SessionPart;
  declare talkTitle: string;
  declare sort: number;
}

export function initSessionPerson(sequelize: Sequelize): void {
  SessionPerson.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      sessionId: { type: DataTypes.INTEGER, allowNull: false },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      part: { type: DataTypes.TEXT, allowNull: false },
      talkTitle: { type: DataTypes.TEXT, allowNull: false },
      sort: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, tableName: 'session_people', timestamps: false },
  );
}
