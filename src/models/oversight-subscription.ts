import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { SubscriptionRhythm } from './codes';

/** Who gets mails about what changed: an account, or the reader of a link. */
export class OversightSubscription extends Model<
  InferAttributes<OversightSubscription>,
  InferCreationAttributes<OversightSubscription>
> {
  declare id: CreationOptional<number>;
  declare userId: CreationOptional<number | null>;
  declare linkId: CreationOptional<number | null>;
  declare rhythm: SubscriptionRhythm;
  declare consentedAt: Date;
  /** Of the snapshot up to which the reader has been told; null while there was none. */
  declare toldNumber: CreationOptional<number | null>;
}

export function initOversightSubscription(sequelize: Sequelize): void {
  OversightSubscription.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      userId: { type: DataTypes.INTEGER },
      linkId: { type: DataTypes.INTEGER },
      rhythm: { type: DataTypes.TEXT, allowNull: false },
      consentedAt: { type: DataTypes.DATE, allowNull: false },
      toldNumber: { type: DataTypes.INTEGER },
    },
    { sequelize, tableName: 'oversight_subscriptions', timestamps: false },
  );
}
