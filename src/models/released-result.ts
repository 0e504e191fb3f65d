import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One table of survey answers as it was released to readers outside the team. Never changed. */
export class ReleasedResult extends Model<
  InferAttributes<ReleasedResult>,
  InferCreationAttributes<ReleasedResult>
> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  /** "respondents", "question <kind> <name>" or "indicator <id>". */
  declare tableKey: string;
  /** From 1 for each table. */
  declare number: number;
  declare takenAt: Date;
  /** The smallest group that could be shown. */
  declare k: number;
  /** JSON: the tables as they were counted. */
  declare counts: string;
  /** JSON: the same as they were shown. */
  declare shown: string;
}

export function initReleasedResult(sequelize: Sequelize): void {
  ReleasedResult.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      tableKey: { type: DataTypes.TEXT, allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      takenAt: { type: DataTypes.DATE, allowNull: false },
      k: { type: DataTypes.INTEGER, allowNull: false },
      counts: { type: DataTypes.TEXT, allowNull: false },
      shown: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'released_results', timestamps: false },
  );
}
