import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** How a name is written on the certificate, where it differs from the person's own spelling. */
export class CertificateName extends Model<
  InferAttributes<CertificateName>,
  InferCreationAttributes<CertificateName>
> {
  declare registrationId: number;
  declare name: string;
}

export function initCertificateName(sequelize: Sequelize): void {
  CertificateName.init(
    {
      registrationId: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      name: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'certificate_names', timestamps: false },
  );
}
