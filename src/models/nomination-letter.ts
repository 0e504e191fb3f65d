import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A letter with which an economy nominates; its bytes are in the data folder under the id. */
export class NominationLetter extends Model<
  InferAttributes<NominationLetter>,
  InferCreationAttributes<NominationLetter>
> {
  declare id: string;
  declare economyCode: string;
  declare focalPointId: number;
  declare fileName: string;
  declare mediaType: string;
  declare bytes: number;
  declare createdAt: CreationOptional<Date>;
}

export function initNominationLetter(sequelize: Sequelize): void {
  NominationLetter.init(
    {
      id: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      focalPointId: { type: DataTypes.INTEGER, allowNull: false },
      fileName: { type: DataTypes.TEXT, allowNull: false },
      mediaType: { type: DataTypes.TEXT, allowNull: false },
      bytes: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'nomination_letters', updatedAt: false },
  );
}
