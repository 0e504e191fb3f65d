import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { SnapshotKind } from './codes';

/** How all indicators stood at a moment. Never changed. */
export class Snapshot extends Model<InferAttributes<Snapshot>, InferCreationAttributes<Snapshot>> {
  /** From 1, without gaps. */
  declare number: number;
  declare kind: SnapshotKind;
  /** Empty for daily ones. */
  declare label: string;
  /** The date in the project's zone. */
  declare takenOn: string;
  /** The same for daily ones, of which a date has one; else null. */
  declare dailyOn: string | null;
  declare takenAt: Date;
  declare takenBy: number | null;
  declare takenByName: string;
  declare rulesVersion: number;
  /** The smallest group of answers that overseers could see. */
  declare k: number;
}

export function initSnapshot(sequelize: Sequelize): void {
  Snapshot.init(
    {
      number: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      kind: { type: DataTypes.TEXT, allowNull: false },
      label: { type: DataTypes.TEXT, allowNull: false },
      takenOn: { type: DataTypes.DATEONLY, allowNull: false },
      dailyOn: { type: DataTypes.DATEONLY },
      takenAt: { type: DataTypes.DATE, allowNull: false },
      takenBy: { type: DataTypes.INTEGER },
      takenByName: { type: DataTypes.TEXT, allowNull: false },
      rulesVersion: { type: DataTypes.INTEGER, allowNull: false },
      k: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, tableName: 'snapshots', timestamps: false },
  );
}
