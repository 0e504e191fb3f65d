import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Says of answers by name that staff entered them, or that they were given on the shared tablet. */
export class AssistedAnswer extends Model<
  InferAttributes<AssistedAnswer>,
  InferCreationAttributes<AssistedAnswer>
> {
  declare accessKey: string;
  declare mode: 'staff' | 'tablet';
  /** Name of the account, or of the tablet. */
  declare startedBy: string;
  declare startedAt: Date;
}

export function initAssistedAnswer(sequelize: Sequelize): void {
  AssistedAnswer.init(
    {
      accessKey: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      mode: { type: DataTypes.TEXT, allowNull: false },
      startedBy: { type: DataTypes.TEXT, allowNull: false },
      startedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'assisted_answers', timestamps: false },
  );
}
