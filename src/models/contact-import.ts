import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An uploaded list of contacts between upload and application. */
export class ContactImport extends Model<
  InferAttributes<ContactImport>,
  InferCreationAttributes<ContactImport>
> {
  declare id: CreationOptional<number>;
  declare fileName: string;
  declare sheet: string;
  declare headers: string;
  declare rows: string;
  declare mapping: string;
  declare options: string;
  declare status: 'uploaded' | 'applied' | 'discarded';
  declare outcome: CreationOptional<string | null>;
  declare uploadedBy: number;
  declare appliedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initContactImport(sequelize: Sequelize): void {
  ContactImport.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      fileName: { type: DataTypes.TEXT, allowNull: false },
      sheet: { type: DataTypes.TEXT, allowNull: false },
      headers: { type: DataTypes.TEXT, allowNull: false },
      rows: { type: DataTypes.TEXT, allowNull: false },
      mapping: { type: DataTypes.TEXT, allowNull: false },
      options: { type: DataTypes.TEXT, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      outcome: { type: DataTypes.TEXT },
      uploadedBy: { type: DataTypes.INTEGER, allowNull: false },
      appliedAt: { type: DataTypes.DATE },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'contact_imports' },
  );
}
