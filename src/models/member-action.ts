import {
  type CreationOptional,
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { MemberActionKind } from './codes';

/** What a member of PPSTI did after the workshop that nothing else here shows. */
export class MemberAction extends Model<
  InferAttributes<MemberAction>,
  InferCreationAttributes<MemberAction>
> {
  declare id: CreationOptional<number>;
  declare personId: number;
  declare kind: MemberActionKind;
  declare actedOn: string;
  declare note: string;
  declare createdAt: CreationOptional<Date>;
}

export function initMemberAction(sequelize: Sequelize): void {
  MemberAction.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      personId: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      actedOn: { type: DataTypes.DATEONLY, allowNull: false },
      note: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'member_actions', updatedAt: false },
  );
}
