import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Review, Sector, Sex } from './codes';

/** Submitted answers. Anonymous forms leave invitationId, personId and submittedAt empty. */
export class Response extends Model<InferAttributes<Response>, InferCreationAttributes<Response>> {
  declare id: string;
  declare surveyId: number;
  declare versionId: number;
  declare accessKey: string;
  declare submissionId: string;
  declare contentHash: string;
  declare receipt: string;
  declare invitationId: CreationOptional<number | null>;
  declare personId: CreationOptional<number | null>;
  declare clusterId: CreationOptional<number | null>;
  declare economyCode: CreationOptional<string | null>;
  declare sex: CreationOptional<Sex | null>;
  declare sector: CreationOptional<Sector | null>;
  declare origin: 'personal_link' | 'open_link' | 'staff' | 'demo';
  declare language: string;
  declare answers: string;
  declare corrections: CreationOptional<number>;
  declare valid: CreationOptional<boolean>;
  declare review: CreationOptional<Review>;
  declare assignedToReport: CreationOptional<boolean>;
  declare submittedOn: string;
  declare submittedAt: CreationOptional<Date | null>;
}

export function initResponse(sequelize: Sequelize): void {
  Response.init(
    {
      id: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      accessKey: { type: DataTypes.TEXT, allowNull: false },
      submissionId: { type: DataTypes.TEXT, allowNull: false },
      contentHash: { type: DataTypes.TEXT, allowNull: false },
      receipt: { type: DataTypes.TEXT, allowNull: false },
      invitationId: { type: DataTypes.INTEGER },
      personId: { type: DataTypes.INTEGER },
      clusterId: { type: DataTypes.INTEGER },
      economyCode: { type: DataTypes.TEXT },
      sex: { type: DataTypes.TEXT },
      sector: { type: DataTypes.TEXT },
      origin: { type: DataTypes.TEXT, allowNull: false },
      language: { type: DataTypes.TEXT, allowNull: false },
      answers: { type: DataTypes.TEXT, allowNull: false },
      corrections: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      valid: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      review: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'submitted' },
      assignedToReport: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      submittedOn: { type: DataTypes.DATEONLY, allowNull: false },
      submittedAt: { type: DataTypes.DATE },
    },
    { sequelize, tableName: 'responses', timestamps: false },
  );
}
