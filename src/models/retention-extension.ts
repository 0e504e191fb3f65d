import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A newer consent of one person, from whose day the time of keeping begins again. */
export class RetentionExtension extends Model<
  InferAttributes<RetentionExtension>,
  InferCreationAttributes<RetentionExtension>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare consentOn: string;
  declare reason: string;
  declare decidedBy: number;
  declare decidedAt: Date;
}

export function initRetentionExtension(sequelize: Sequelize): void {
  RetentionExtension.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      consentOn: { type: DataTypes.DATEONLY, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      decidedBy: { type: DataTypes.INTEGER, allowNull: false },
      decidedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'retention_extensions', timestamps: false },
  );
}
