import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { VerificationMethod } from './codes';

/** That somebody was verified as the focal point of an economy at the platform. */
export class FocalPointVerification extends Model<
  InferAttributes<FocalPointVerification>,
  InferCreationAttributes<FocalPointVerification>
> {
  declare id: CreationOptional<number>;
  declare economyCode: string;
  /** Null, as the method is, in rows from before the person was kept. */
  declare personId: CreationOptional<number | null>;
  declare method: CreationOptional<VerificationMethod | null>;
  /** YYYY-MM-DD */
  declare verifiedOn: string;
  declare note: string;
  declare verifiedBy: CreationOptional<number | null>;
  /** Empty in rows from before it was kept. */
  declare verifiedByName: string;
  /** When it was entered. */
  declare verifiedAt: Date;
  declare takenBackAt: CreationOptional<Date | null>;
  declare takenBackBy: CreationOptional<number | null>;
  declare takenBackByName: CreationOptional<string | null>;
  declare takenBackReason: CreationOptional<string | null>;
}

export function initFocalPointVerification(sequelize: Sequelize): void {
  FocalPointVerification.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      economyCode: { type: DataTypes.TEXT, allowNull: false },
      personId: { type: DataTypes.INTEGER },
      method: { type: DataTypes.TEXT },
      verifiedOn: { type: DataTypes.DATEONLY, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      verifiedBy: { type: DataTypes.INTEGER },
      verifiedByName: { type: DataTypes.TEXT, allowNull: false },
      verifiedAt: { type: DataTypes.DATE, allowNull: false },
      takenBackAt: { type: DataTypes.DATE },
      takenBackBy: { type: DataTypes.INTEGER },
      takenBackByName: { type: DataTypes.TEXT },
      takenBackReason: { type: DataTypes.TEXT },
    },
    { sequelize, tableName: 'focal_point_verifications', timestamps: false },
  );
}
