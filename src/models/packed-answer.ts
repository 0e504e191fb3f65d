import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { Sector, Sex } from './codes';

/** The choices of one response in a text of fixed width, for counting in SQL. */
export class PackedAnswer extends Model<
  InferAttributes<PackedAnswer>,
  InferCreationAttributes<PackedAnswer>
> {
  declare responseId: string;
  /** These four are those of the response. */
  declare versionId: number;
  declare sex: CreationOptional<Sex | null>;
  declare sector: CreationOptional<Sector | null>;
  declare economyCode: CreationOptional<string | null>;
  /** Number of the layout that `codes` follow. */
  declare layout: number;
  /** One byte a character. */
  declare codes: Buffer;
}

export function initPackedAnswer(sequelize: Sequelize): void {
  PackedAnswer.init(
    {
      responseId: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      versionId: { type: DataTypes.INTEGER, allowNull: false },
      sex: { type: DataTypes.TEXT },
      sector: { type: DataTypes.TEXT },
      economyCode: { type: DataTypes.TEXT },
      layout: { type: DataTypes.INTEGER, allowNull: false },
      codes: { type: DataTypes.BLOB, allowNull: false },
    },
    { sequelize, tableName: 'packed_answers', timestamps: false },
  );
}
