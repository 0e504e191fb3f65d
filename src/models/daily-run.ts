import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** That a task of the day is under way, done or failed. `day` is the day in UTC. */
export class DailyRun extends Model<InferAttributes<DailyRun>, InferCreationAttributes<DailyRun>> {
  declare id: CreationOptional<number>;
  declare task: string;
  declare day: string;
  declare state: 'running' | 'done' | 'failed';
  declare runner: string;
  declare startedAt: Date;
  declare finishedAt: CreationOptional<Date | null>;
}

export function initDailyRun(sequelize: Sequelize): void {
  DailyRun.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      task: { type: DataTypes.TEXT, allowNull: false },
      day: { type: DataTypes.DATEONLY, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false },
      runner: { type: DataTypes.TEXT, allowNull: false },
      startedAt: { type: DataTypes.DATE, allowNull: false },
      finishedAt: { type: DataTypes.DATE },
    },
    { sequelize, tableName: 'daily_runs', timestamps: false },
  );
}
