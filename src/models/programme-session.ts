import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { SessionType } from './codes';

/** A session of the programme's draft; wall-clock times of the workshop's zone. */
export class ProgrammeSession extends Model<
  InferAttributes<ProgrammeSession>,
  InferCreationAttributes<ProgrammeSession>
> {
  declare id: CreationOptional<number>;
  declare dayNumber: number;
  /** "09:30" */
  declare startsAt: string;
  declare endsAt: string;
  declare roomId: CreationOptional<number | null>;
  declare type: SessionType;
  declare title: string;
  declare description: string;
  declare genderDimension: boolean;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initProgrammeSession(sequelize: Sequelize): void {
  ProgrammeSession.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false },
      startsAt: { type: DataTypes.TEXT, allowNull: false },
      endsAt: { type: DataTypes.TEXT, allowNull: false },
      roomId: { type: DataTypes.INTEGER, allowNull: true },
      type: { type: DataTypes.TEXT, allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      description: { type: DataTypes.TEXT, allowNull: false },
      genderDimension: { type: DataTypes.BOOLEAN, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'programme_sessions' },
  );
}
