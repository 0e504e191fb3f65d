import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { ImplementerPart } from './codes';

/** What somebody does to carry the project out, and when. */
export class Implementer extends Model<
  InferAttributes<Implementer>,
  InferCreationAttributes<Implementer>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare part: ImplementerPart;
  /** In words; may be empty. */
  declare task: string;
  /** YYYY-MM-DD; may be to come. */
  declare fromOn: string;
  /** The last day; null while no end is known. */
  declare toOn: CreationOptional<string | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initImplementer(sequelize: Sequelize): void {
  Implementer.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      part: { type: DataTypes.TEXT, allowNull: false },
      task: { type: DataTypes.TEXT, allowNull: false },
      fromOn: { type: DataTypes.DATEONLY, allowNull: false },
      toOn: { type: DataTypes.DATEONLY },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'implementers' },
  );
}
