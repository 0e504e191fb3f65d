import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { CertificateState } from './codes';

/** A certificate of attendance as it was issued: nothing in it follows later changes. */
export class Certificate extends Model<
  InferAttributes<Certificate>,
  InferCreationAttributes<Certificate>
> {
  declare id: CreationOptional<number>;
  declare registrationId: number;
  declare codeHash: string;
  declare state: CertificateState;
  declare holderName: string;
  declare holderAffiliation: string;
  declare workshopName: string;
  declare signatory: string;
  declare signatoryPosition: string;
  declare issuedAt: Date;
  /** When it was replaced or revoked. */
  declare endedAt: CreationOptional<Date | null>;
  declare endedReason: CreationOptional<string | null>;
}

export function initCertificate(sequelize: Sequelize): void {
  Certificate.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      registrationId: { type: DataTypes.INTEGER, allowNull: false },
      codeHash: { type: DataTypes.TEXT, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false },
      holderName: { type: DataTypes.TEXT, allowNull: false },
      holderAffiliation: { type: DataTypes.TEXT, allowNull: false },
      workshopName: { type: DataTypes.TEXT, allowNull: false },
      signatory: { type: DataTypes.TEXT, allowNull: false },
      signatoryPosition: { type: DataTypes.TEXT, allowNull: false },
      issuedAt: { type: DataTypes.DATE, allowNull: false },
      endedAt: { type: DataTypes.DATE, allowNull: true },
      endedReason: { type: DataTypes.TEXT, allowNull: true },
    },
    { sequelize, tableName: 'certificates', timestamps: false },
  );
}
