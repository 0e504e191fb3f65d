import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** The programme as it was published: never changed, but for the names of erased people. */
export class ProgrammeVersion extends Model<
  InferAttributes<ProgrammeVersion>,
  InferCreationAttributes<ProgrammeVersion>
> {
  declare number: number;
  /** JSON of ProgrammeContent. */
  declare content: string;
  declare publishedBy: number | null;
  declare publishedAt: Date;
  /** Those concerned were told of the changes since this version; null: nobody was told yet. */
  declare noticesSince: CreationOptional<number | null>;
  declare noticesSentBy: CreationOptional<number | null>;
  declare noticesSentAt: CreationOptional<Date | null>;
}

export function initProgrammeVersion(sequelize: Sequelize): void {
  ProgrammeVersion.init(
    {
      number: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
      content: { type: DataTypes.TEXT, allowNull: false },
      publishedBy: { type: DataTypes.INTEGER, allowNull: true },
      publishedAt: { type: DataTypes.DATE, allowNull: false },
      noticesSince: { type: DataTypes.INTEGER, allowNull: true },
      noticesSentBy: { type: DataTypes.INTEGER, allowNull: true },
      noticesSentAt: { type: DataTypes.DATE, allowNull: true },
    },
    { sequelize, tableName: 'programme_versions', timestamps: false },
  );
}
