import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A decision of an organiser about a response, with the reason. */
export class ResponseReview extends Model<
  InferAttributes<ResponseReview>,
  InferCreationAttributes<ResponseReview>
> {
  declare id: CreationOptional<number>;
  declare responseId: string;
  declare decision: string;
  declare reason: string;
  declare decidedBy: number;
  declare decidedAt: Date;
}

export function initResponseReview(sequelize: Sequelize): void {
  ResponseReview.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      responseId: { type: DataTypes.TEXT, allowNull: false },
      decision: { type: DataTypes.TEXT, allowNull: false },
      reason: { type: DataTypes.TEXT, allowNull: false },
      decidedBy: { type: DataTypes.INTEGER, allowNull: false },
      decidedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'response_reviews', timestamps: false },
  );
}
