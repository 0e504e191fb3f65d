import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { SheetKind, Suitability } from './codes';

/** What a speaker or an expert says about themselves, and what organisers decided about it. */
export class SpeakerSheet extends Model<
  InferAttributes<SpeakerSheet>,
  InferCreationAttributes<SpeakerSheet>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare kind: SheetKind;
  declare biography: string;
  declare clusterExperience: string;
  declare presentsClusterId: CreationOptional<number | null>;
  /** Of the cluster they present; null: not stated, which is never "no". */
  declare clusterHeadedByWoman: CreationOptional<boolean | null>;
  declare review: Suitability;
  declare reviewReason: CreationOptional<string | null>;
  declare reviewedBy: CreationOptional<number | null>;
  declare reviewedAt: CreationOptional<Date | null>;
  /** Organisers' mark: took part in the work as an expert. */
  declare contributed: boolean;
  declare contributedBy: CreationOptional<number | null>;
  declare contributedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initSpeakerSheet(sequelize: Sequelize): void {
  SpeakerSheet.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      biography: { type: DataTypes.TEXT, allowNull: false },
      clusterExperience: { type: DataTypes.TEXT, allowNull: false },
      presentsClusterId: { type: DataTypes.INTEGER, allowNull: true },
      clusterHeadedByWoman: { type: DataTypes.BOOLEAN, allowNull: true },
      review: { type: DataTypes.TEXT, allowNull: false },
      reviewReason: { type: DataTypes.TEXT, allowNull: true },
      reviewedBy: { type: DataTypes.INTEGER, allowNull: true },
      reviewedAt: { type: DataTypes.DATE, allowNull: true },
      contributed: { type: DataTypes.BOOLEAN, allowNull: false },
      contributedBy: { type: DataTypes.INTEGER, allowNull: true },
      contributedAt: { type: DataTypes.DATE, allowNull: true },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'speaker_sheets' },
  );
}
