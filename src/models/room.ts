import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A room of the venue. */
export class Room extends Model<InferAttributes<Room>, InferCreationAttributes<Room>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare capacity: CreationOptional<number | null>;
  declare sort: number;
}

export function initRoom(sequelize: Sequelize): void {
  Room.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      capacity: { type: DataTypes.INTEGER, allowNull: true },
      sort: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, tableName: 'rooms', timestamps: false },
  );
}
