import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A response of a frozen data set, with the number of its content. */
export class DataSetResponse extends Model<
  InferAttributes<DataSetResponse>,
  InferCreationAttributes<DataSetResponse>
> {
  declare dataSetId: number;
  /** Stays when the response is erased. */
  declare responseId: string;
  declare contentVersion: number;
  declare counted: boolean;
  declare erasedOn: CreationOptional<string | null>;
}

export function initDataSetResponse(sequelize: Sequelize): void {
  DataSetResponse.init(
    {
      dataSetId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      responseId: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      contentVersion: { type: DataTypes.INTEGER, allowNull: false },
      counted: { type: DataTypes.BOOLEAN, allowNull: false },
      erasedOn: { type: DataTypes.DATEONLY },
    },
    { sequelize, tableName: 'data_set_responses', timestamps: false },
  );
}
