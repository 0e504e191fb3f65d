import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A form of the project with its draft definition, times and open link. */
export class Survey extends Model<InferAttributes<Survey>, InferCreationAttributes<Survey>> {
  declare id: CreationOptional<number>;
  declare form: string;
  declare title: string;
  declare anonymous: boolean;
  declare facts: string;
  declare openLinkEnabled: boolean;
  declare openLink: string;
  declare opensAt: CreationOptional<Date | null>;
  declare closesAt: CreationOptional<Date | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare draftDefinition: string;
  declare draftRevision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initSurvey(sequelize: Sequelize): void {
  Survey.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      form: { type: DataTypes.TEXT, allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      anonymous: { type: DataTypes.BOOLEAN, allowNull: false },
      facts: { type: DataTypes.TEXT, allowNull: false },
      openLinkEnabled: { type: DataTypes.BOOLEAN, allowNull: false },
      openLink: { type: DataTypes.TEXT, allowNull: false },
      opensAt: { type: DataTypes.DATE },
      closesAt: { type: DataTypes.DATE },
      closedAt: { type: DataTypes.DATE },
      draftDefinition: { type: DataTypes.TEXT, allowNull: false },
      draftRevision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'surveys' },
  );
}
