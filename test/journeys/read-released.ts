import { QueryTypes } from 'sequelize';
import { db } from '../../src/db/transaction';
import { questionsPutTo } from '../../src/features/results/put-to';
import type { ShownTable } from '../../src/features/results/released-results.queries';
import { listDefinitions } from '../../src/features/results/results.queries';
import { Survey } from '../../src/models';
import type { DatedTable } from '../../src/statistics/dated-tables';
import { respondentsKey } from '../../src/statistics/release-unit';
import type { ReleasedForm } from '../../src/statistics/released-together';
import type { SexTable } from '../../src/statistics/sex-table';

/** A table as readers got it, and as it was counted, which no reader sees. */
export type Published = DatedTable & { counts: SexTable };

interface Released extends ReleasedForm {
  tables: Published[];
}

/** All that was ever released of a form, and whom its questions are put to, which stands in the form. */
export async function readReleased(form: string): Promise<Released> {
  const { id } = await Survey.findOne({ where: { form }, rejectOnEmpty: true });
  const rows = await db().query<Record<'table_key' | 'shown' | 'counts' | 'date', string>>(
    `SELECT table_key, shown, counts, CAST(taken_at AS TEXT) AS date
     FROM released_results WHERE survey_id = :id ORDER BY id`,
    { type: QueryTypes.SELECT, replacements: { id } },
  );
  const dates = [...new Set(rows.map(({ date }) => date))];
  const tables = rows.flatMap(({ table_key: key, shown, counts, date }) => {
    const { parts, question, countedAmong } = JSON.parse(shown) as ShownTable;
    const counted = JSON.parse(counts) as SexTable[];
    return parts.map(({ item, table }, index) => ({
      ...{ key: item === '' ? key : `${key} ${item}`, question: question?.question ?? '', table },
      ...{ release: dates.indexOf(date), counts: counted[index] ?? table },
      ...(countedAmong === undefined ? {} : { countedAmong }),
    }));
  });
  const isRespondents = ({ key }: { key: string }): boolean => key === respondentsKey;
  return {
    everyone: tables.filter(isRespondents),
    tables: tables.filter((one) => !isRespondents(one)),
    putTo: questionsPutTo(await listDefinitions(id)),
  };
}
