import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An address that wants no more mail of one kind. */
export class Unsubscription extends Model<
  InferAttributes<Unsubscription>,
  InferCreationAttributes<Unsubscription>
> {
  declare addressKey: string;
  declare kind: string;
  declare createdAt: CreationOptional<Date>;
}

export function initUnsubscription(sequelize: Sequelize): void {
  Unsubscription.init(
    {
      addressKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      kind: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'unsubscriptions', updatedAt: false },
  );
}
