import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Release } from './codes';

/** Slides or a paper of the workshop; its bytes are in the data folder under the key. */
export class Material extends Model<InferAttributes<Material>, InferCreationAttributes<Material>> {
  declare id: CreationOptional<number>;
  declare fileKey: string;
  /** Whose it is; null for the organisers' own. */
  declare personId: CreationOptional<number | null>;
  declare sessionId: CreationOptional<number | null>;
  declare title: string;
  declare fileName: string;
  declare mediaType: string;
  declare bytes: number;
  declare release: Release;
  declare releasedAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initMaterial(sequelize: Sequelize): void {
  Material.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      fileKey: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER, allowNull: true },
      sessionId: { type: DataTypes.INTEGER, allowNull: true },
      title: { type: DataTypes.TEXT, allowNull: false },
      fileName: { type: DataTypes.TEXT, allowNull: false },
      mediaType: { type: DataTypes.TEXT, allowNull: false },
      bytes: { type: DataTypes.INTEGER, allowNull: false },
      release: { type: DataTypes.TEXT, allowNull: false },
      releasedAt: { type: DataTypes.DATE, allowNull: true },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'materials' },
  );
}
