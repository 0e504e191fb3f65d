import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** That a record came, changed or went between a snapshot and the one before. Never changed. */
export class SnapshotEvidence extends Model<
  InferAttributes<SnapshotEvidence>,
  InferCreationAttributes<SnapshotEvidence>
> {
  declare snapshotNumber: number;
  declare source: string;
  declare recordId: string;
  /** Those that the record stands behind, "I01 I02"; empty when it stands behind none any more. */
  declare indicators: string;
  declare sex: string;
  declare sector: string;
  declare economy: string;
  declare cluster: string;
  declare days: string;
  declare mark: string;
}

export function initSnapshotEvidence(sequelize: Sequelize): void {
  const text = { type: DataTypes.TEXT, allowNull: false };
  SnapshotEvidence.init(
    {
      snapshotNumber: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      source: { ...text, primaryKey: true },
      recordId: { ...text, primaryKey: true },
      indicators: { ...text },
      sex: { ...text },
      sector: { ...text },
      economy: { ...text },
      cluster: { ...text },
      days: { ...text },
      mark: { ...text },
    },
    { sequelize, tableName: 'snapshot_evidence', timestamps: false },
  );
}
