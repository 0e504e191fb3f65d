import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { DraftName } from './codes';

/** What an economy said about a draft of a document of the project. */
export class DraftComment extends Model<
  InferAttributes<DraftComment>,
  InferCreationAttributes<DraftComment>
> {
  declare id: CreationOptional<number>;
  declare draft: DraftName;
  declare economyCode: string;
  /** Who said it, where that is known. */
  declare personId: CreationOptional<number | null>;
  declare receivedOn: string;
  declare comment: string;
  /** The organisers' mark; null: not decided yet. */
  declare substantial: CreationOptional<boolean | null>;
  declare decisionReason: CreationOptional<string | null>;
  declare decidedBy: CreationOptional<number | null>;
  declare decidedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initDraftComment(sequelize: Sequelize): void {
  DraftComment.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      draft: { type: DataTypes.TEXT, allowNull: false },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER },
      receivedOn: { type: DataTypes.DATEONLY, allowNull: false },
      comment: { type: DataTypes.TEXT, allowNull: false },
      substantial: { type: DataTypes.BOOLEAN },
      decisionReason: { type: DataTypes.TEXT },
      decidedBy: { type: DataTypes.INTEGER },
      decidedAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'draft_comments' },
  );
}
