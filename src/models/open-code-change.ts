import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { CodeChange } from './codes';

/** What happened to a code, and who did it. */
export class OpenCodeChange extends Model<
  InferAttributes<OpenCodeChange>,
  InferCreationAttributes<OpenCodeChange>
> {
  declare id: CreationOptional<number>;
  declare codeId: number;
  declare change: CodeChange;
  declare beforeText: string;
  declare afterText: string;
  declare madeBy: number;
  declare madeAt: Date;
}

export function initOpenCodeChange(sequelize: Sequelize): void {
  OpenCodeChange.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      codeId: { type: DataTypes.INTEGER, allowNull: false },
      change: { type: DataTypes.TEXT, allowNull: false },
      beforeText: { type: DataTypes.TEXT, allowNull: false },
      afterText: { type: DataTypes.TEXT, allowNull: false },
      madeBy: { type: DataTypes.INTEGER, allowNull: false },
      madeAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'open_code_changes', timestamps: false },
  );
}
