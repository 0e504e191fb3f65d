import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { ActorKind } from './codes';

/** Who did what to which record. Written only by src/audit. */
export class AuditEvent extends Model<
  InferAttributes<AuditEvent>,
  InferCreationAttributes<AuditEvent>
> {
  declare id: CreationOptional<number>;
  declare at: Date;
  declare actorKind: ActorKind;
  declare actorUserId: CreationOptional<number | null>;
  declare actorName: string;
  /** The action's first word: what the trail is filtered by. */
  declare area: string;
  declare action: string;
  declare subjectType: string;
  declare subjectId: string;
  declare personId: CreationOptional<number | null>;
  declare changes: string;
  declare requestId: CreationOptional<string | null>;
}

export function initAuditEvent(sequelize: Sequelize): void {
  AuditEvent.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      at: { type: DataTypes.DATE, allowNull: false },
      actorKind: { type: DataTypes.TEXT, allowNull: false },
      actorUserId: { type: DataTypes.INTEGER },
      actorName: { type: DataTypes.TEXT, allowNull: false },
      area: { type: DataTypes.TEXT, allowNull: false },
      action: { type: DataTypes.TEXT, allowNull: false },
      subjectType: { type: DataTypes.TEXT, allowNull: false },
      subjectId: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER },
      changes: { type: DataTypes.TEXT, allowNull: false },
      requestId: { type: DataTypes.TEXT },
    },
    { sequelize, tableName: 'audit_events', timestamps: false },
  );
}
