import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A published definition: frozen, never updated. */
export class SurveyVersion extends Model<
  InferAttributes<SurveyVersion>,
  InferCreationAttributes<SurveyVersion>
> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare number: number;
  declare definition: string;
  declare firstPageHtml: string;
  declare publishedBy: CreationOptional<number | null>;
  declare publishedAt: Date;
}

export function initSurveyVersion(sequelize: Sequelize): void {
  SurveyVersion.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      definition: { type: DataTypes.TEXT, allowNull: false },
      firstPageHtml: { type: DataTypes.TEXT, allowNull: false },
      publishedBy: { type: DataTypes.INTEGER },
      publishedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'survey_versions', timestamps: false },
  );
}
