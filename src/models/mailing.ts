import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One decision to write to a list of people. */
export class Mailing extends Model<InferAttributes<Mailing>, InferCreationAttributes<Mailing>> {
  declare id: CreationOptional<number>;
  declare surveyId: number;
  declare kind: 'invitation' | 'reminder';
  declare subject: string;
  declare body: string;
  declare filter: string;
  declare recipients: number;
  declare idempotencyKey: string;
  declare createdBy: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

export function initMailing(sequelize: Sequelize): void {
  Mailing.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      surveyId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      subject: { type: DataTypes.TEXT, allowNull: false },
      body: { type: DataTypes.TEXT, allowNull: false },
      filter: { type: DataTypes.TEXT, allowNull: false },
      recipients: { type: DataTypes.INTEGER, allowNull: false },
      idempotencyKey: { type: DataTypes.TEXT, allowNull: false },
      createdBy: { type: DataTypes.INTEGER },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'mailings', updatedAt: false },
  );
}
