import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Answers in progress, found by a digest of the link that opens them. */
export class Draft extends Model<InferAttributes<Draft>, InferCreationAttributes<Draft>> {
  declare accessKey: string;
  declare surveyId: number;
  declare versionId: number;
  declare answers: string;
  declare page: number;
  declare revision: number;
  declare savedAt: Date;
}

export function initDraft(sequelize: Sequelize): void {
  Draft.init(
    {
      accessKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      answers: { type: DataTypes.TEXT, allowNull: false },
      page: { type: DataTypes.INTEGER, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      savedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'drafts', timestamps: false },
  );
}
