import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A person asked to answer a form. For anonymous forms openedAt and startedAt hold createdAt, finishedAt stays empty. */
export class Invitation extends Model<
  InferAttributes<Invitation>,
  InferCreationAttributes<Invitation>
> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare personId: number;
  declare tokenHash: string;
  declare openedAt: CreationOptional<Date | null>;
  declare startedAt: CreationOptional<Date | null>;
  declare finished: CreationOptional<boolean>;
  declare finishedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initInvitation(sequelize: Sequelize): void {
  Invitation.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      openedAt: { type: DataTypes.DATE },
      startedAt: { type: DataTypes.DATE },
      finished: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      finishedAt: { type: DataTypes.DATE },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'invitations', updatedAt: false },
  );
}
