import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A code that organisers give to open answers of one question. Merged and retired ones keep their row. */
export class OpenCode extends Model<InferAttributes<OpenCode>, InferCreationAttributes<OpenCode>> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare question: string;
  declare name: string;
  /** Folded, unique within the question. */
  declare nameKey: string;
  declare description: string;
  /** The code that took its answers over. */
  declare mergedInto: CreationOptional<number | null>;
  declare retiredAt: CreationOptional<Date | null>;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initOpenCode(sequelize: Sequelize): void {
  OpenCode.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      question: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      nameKey: { type: DataTypes.TEXT, allowNull: false },
      description: { type: DataTypes.TEXT, allowNull: false },
      mergedInto: { type: DataTypes.INTEGER },
      retiredAt: { type: DataTypes.DATE },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'open_codes' },
  );
}
