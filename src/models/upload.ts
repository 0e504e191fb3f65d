import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A file given with an answer; its bytes are in the data folder under its id. */
export class Upload extends Model<InferAttributes<Upload>, InferCreationAttributes<Upload>> {
  declare id: string;
  declare accessKey: string;
  declare surveyId: number;
  declare fileName: string;
  declare mediaType: string;
  declare bytes: number;
  declare createdOn: string;
}

export function initUpload(sequelize: Sequelize): void {
  Upload.init(
    {
      id: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      accessKey: { type: DataTypes.TEXT, allowNull: false },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      fileName: { type: DataTypes.TEXT, allowNull: false },
      mediaType: { type: DataTypes.TEXT, allowNull: false },
      bytes: { type: DataTypes.INTEGER, allowNull: false },
      createdOn: { type: DataTypes.DATEONLY, allowNull: false },
    },
    { sequelize, tableName: 'uploads', timestamps: false },
  );
}
