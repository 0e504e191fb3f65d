import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** The one project of this installation (id 1). The rules of counting are IndicatorRule. */
export class Project extends Model<InferAttributes<Project>, InferCreationAttributes<Project>> {
  declare id: number;
  declare name: string;
  declare objective: string;
  declare forum: string;
  declare fund: string;
  declare startsOn: string;
  declare endsOn: string;
  declare timeZone: string;
  declare proposerCode: string;
  declare hostCode: string;
  declare contactName: string;
  declare contactEmail: string;
  declare suppressionK: number;
  declare revision: number;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initProject(sequelize: Sequelize): void {
  Project.init(
    {
      id: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      objective: { type: DataTypes.TEXT, allowNull: false },
      forum: { type: DataTypes.TEXT, allowNull: false },
      fund: { type: DataTypes.TEXT, allowNull: false },
      startsOn: { type: DataTypes.DATEONLY, allowNull: false },
      endsOn: { type: DataTypes.DATEONLY, allowNull: false },
      timeZone: { type: DataTypes.TEXT, allowNull: false },
      proposerCode: { type: DataTypes.TEXT, allowNull: false },
      hostCode: { type: DataTypes.TEXT, allowNull: false },
      contactName: { type: DataTypes.TEXT, allowNull: false },
      contactEmail: { type: DataTypes.TEXT, allowNull: false },
      suppressionK: { type: DataTypes.INTEGER, allowNull: false },
      revision: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'projects' },
  );
}
