import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A day named on a certificate, with its date as it was then. */
export class CertificateDay extends Model<
  InferAttributes<CertificateDay>,
  InferCreationAttributes<CertificateDay>
> {
  declare certificateId: number;
  declare dayNumber: number;
  declare heldOn: string;
}

export function initCertificateDay(sequelize: Sequelize): void {
  CertificateDay.init(
    {
      certificateId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      dayNumber: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      heldOn: { type: DataTypes.DATEONLY, allowNull: false },
    },
    { sequelize, tableName: 'certificate_days', timestamps: false },
  );
}
