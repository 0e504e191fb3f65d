import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One person at a shared tablet, with a token that opens their questionnaire for a short time. */
export class TabletSitting extends Model<
  InferAttributes<TabletSitting>,
  InferCreationAttributes<TabletSitting>
> {
  declare id: CreationOptional<number>;
  declare tokenHash: string;
  declare tabletId: number;
  declare invitationId: number;
  declare begunAt: Date;
  declare endedAt: CreationOptional<Date | null>;
}

export function initTabletSitting(sequelize: Sequelize): void {
  TabletSitting.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      tabletId: { type: DataTypes.INTEGER, allowNull: false },
      invitationId: { type: DataTypes.INTEGER, allowNull: false },
      begunAt: { type: DataTypes.DATE, allowNull: false },
      endedAt: { type: DataTypes.DATE, allowNull: true },
    },
    { sequelize, tableName: 'tablet_sittings', timestamps: false },
  );
}
