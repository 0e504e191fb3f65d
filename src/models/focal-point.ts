import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A person who nominates for an economy, with the one link they do it with. */
export class FocalPoint extends Model<
  InferAttributes<FocalPoint>,
  InferCreationAttributes<FocalPoint>
> {
  declare id: CreationOptional<number>;
  declare economyCode: string;
  declare personId: number;
  declare tokenHash: string;
  /** When the page behind the link was first shown by a browser. */
  declare openedAt: CreationOptional<Date | null>;
  declare withdrawnAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function initFocalPoint(sequelize: Sequelize): void {
  FocalPoint.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      tokenHash: { type: DataTypes.TEXT, allowNull: false },
      openedAt: { type: DataTypes.DATE },
      withdrawnAt: { type: DataTypes.DATE },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'focal_points' },
  );
}
