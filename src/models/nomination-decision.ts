import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { NominationStatus } from './codes';

/** A change of the status of a nomination, with who and why. Rows are added; only toldIn is set later. */
export class NominationDecision extends Model<
  InferAttributes<NominationDecision>,
  InferCreationAttributes<NominationDecision>
> {
  declare id: CreationOptional<number>;
  declare nominationId: number;
  declare fromStatus: CreationOptional<NominationStatus | null>;
  declare toStatus: NominationStatus;
  /** Shown to the focal point. */
  declare publicReason: string;
  /** For the team alone. */
  declare note: string;
  declare decidedBy: string;
  declare decidedAt: Date;
  /** The press by which focal points were told of it; their mails carry it in their keys. */
  declare toldIn: CreationOptional<string | null>;
}

export function initNominationDecision(sequelize: Sequelize): void {
  NominationDecision.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      nominationId: { type: DataTypes.INTEGER, allowNull: false },
      fromStatus: { type: DataTypes.TEXT },
      toStatus: { type: DataTypes.TEXT, allowNull: false },
      publicReason: { type: DataTypes.TEXT, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      decidedBy: { type: DataTypes.TEXT, allowNull: false },
      decidedAt: { type: DataTypes.DATE, allowNull: false },
      toldIn: { type: DataTypes.TEXT },
    },
    { sequelize, tableName: 'nomination_decisions', timestamps: false },
  );
}
