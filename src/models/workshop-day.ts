import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A day of the workshop: a date, not a time. */
export class WorkshopDay extends Model<
  InferAttributes<WorkshopDay>,
  InferCreationAttributes<WorkshopDay>
> {
  declare number: number;
  declare date: string;
  declare theme: string;
}

export function initWorkshopDay(sequelize: Sequelize): void {
  WorkshopDay.init(
    {
      number: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      date: { type: DataTypes.DATEONLY, allowNull: false },
      theme: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'workshop_days', timestamps: false },
  );
}
