import type { CellValue, FormulaCell } from '../../../src/lib/workbook/cells';
import type { RuleCells } from '../rules-sheet';
import type { OpenRecords, OthersRecords, TeamRecords } from './records';
import type { EvidenceSheet, EvidenceTable } from './sheet';
import * as tables from './tables';

type Values<K extends string> = Readonly<Partial<Record<K, CellValue>>>;

/** @param values of a record, by the number of its row @param shown columns, all unless told */
function sheetOf<K extends string, R>(
  table: EvidenceTable<K>,
  records: () => AsyncIterable<R> | Iterable<R>,
  values: (record: R, row: number) => Values<K>,
  shown?: number,
): EvidenceSheet {
  const columns = table.heads(shown);
  return {
    name: table.name,
    about: table.about,
    columns,
    rows: async function* () {
      let row = 2;
      for await (const record of records()) {
        yield table.row(values(record, row)).slice(0, columns.length);
        row += 1;
      }
    },
  };
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** The answers one by one, for the team. */
export function teamSheets(records: TeamRecords, rules: RuleCells): EvidenceSheet[] {
  const { evaluation: forms, invitations: sent } = tables;
  return [
    sheetOf(tables.answers, records.answers, ({ early, ...rest }, row) => ({
      ...rest,
      number: row - 1,
      early: flag(early),
    })),
    sheetOf(forms, records.evaluation, ({ overall, answered, sum, high, sex }, row) => ({
      number: row - 1,
      overall,
      answered,
      sum,
      mean: {
        formula: `IF(${forms.own('answered', row)}=0,"",${forms.own('sum', row)}/${forms.own('answered', row)})`,
        result: answered === 0 ? '' : sum / answered,
      },
      high: {
        formula:
          `IF(${forms.own('answered', row)}=0,0,IF(AND(${forms.own('overall', row)}>=${rules.overallMin},` +
          `${forms.own('answered', row)}>=${rules.coreAnsweredMin},${forms.own('mean', row)}>=${rules.coreMeanMin}),1,0))`,
        result: flag(high),
      },
      sex,
    })),
    sheetOf(
      sent,
      () => records.invitations,
      ({ published, late, counted, ...rest }, row) => ({
        ...rest,
        number: row - 1,
        published: flag(published),
        late: flag(late),
        counted: {
          // Those of a project stand together, the one that counts first.
          formula: `IF(AND(${sent.own('published', row)}=1,${sent.own('late', row)}=1,${sent.own('project', row)}<>${sent.own('project', row - 1)}),1,0)`,
          result: flag(counted),
        },
      }),
    ),
    sheetOf(tables.stories, records.stories, (record, row) => ({
      number: row - 1,
      economy: record.economy,
      cluster: record.cluster,
      approved: flag(record.approved),
      inReport: flag(record.inReport),
      sex: record.sex,
    })),
    sheetOf(tables.laterStories, records.laterStories, (record, row) => ({
      number: row - 1,
      economy: record.economy,
      cluster: record.cluster,
      approved: flag(record.approved),
      consent: flag(record.consent),
      evidence: flag(record.evidence),
      partner: flag(record.partner),
      sex: record.sex,
    })),
  ];
}

/** Which records of the forms are counted, where that is open to every reader. */
export function othersSheets(records: OthersRecords): EvidenceSheet[] {
  return [
    sheetOf(
      tables.publishedInvitations,
      () => records.invitations,
      (record, row) => ({ ...record, number: row - 1 }),
    ),
    sheetOf(
      tables.approvedStories,
      () => records.stories,
      (record) => record,
    ),
    sheetOf(
      tables.attendanceBySector,
      () => records.sectors,
      (record) => record,
    ),
  ];
}

/** The records that are open to every reader; the team sees people one by one. */
export function openSheets(records: OpenRecords, isTeam: boolean): EvidenceSheet[] {
  const { clusters, economies, attendance, comments, presented, initiatives, platform } = tables;
  const roster = (table: typeof tables.experts, rows: OpenRecords['experts']): EvidenceSheet =>
    sheetOf(
      table,
      () => rows,
      ({ sex, persons, economy }, row) => ({ sex, persons, economy, number: row - 1 }),
      isTeam ? undefined : tables.rosterColumnsOpen,
    );
  return [
    sheetOf(
      clusters,
      () => records.clusters,
      ({ name, economy, answers }, row) => ({
        number: row - 1,
        cluster: name,
        economy,
        answers:
          answers === null
            ? null
            : {
                formula: `COUNTIF(${tables.answers.all('cluster')},${clusters.own('number', row)})`,
                result: answers,
              },
      }),
      isTeam ? undefined : 2,
    ),
    sheetOf(
      economies,
      () => records.economies,
      ({ name, travelEligible, host, answered }, row) => {
        const own = economies.own('economy', row);
        const ofEconomy = records.clusters.filter(({ economy }) => economy === name);
        const substantial = records.comments.filter(
          (record) => record.substantial && record.economy === name,
        );
        return {
          economy: name,
          travelEligible: flag(travelEligible),
          host: flag(host),
          answered: isTeam
            ? {
                formula: `COUNTIFS(${tables.answers.all('economy')},${own},${tables.answers.all('early')},1)`,
                result: answered,
              }
            : answered,
          clusters: {
            formula: isTeam
              ? `COUNTIFS(${clusters.all('economy')},${own},${clusters.all('answers')},">0")`
              : `COUNTIF(${clusters.all('economy')},${own})`,
            result: ofEconomy.length,
          },
          comments: {
            formula: `SUMIFS(${comments.all('comments')},${comments.all('economy')},${own},${comments.all('substantial')},1)`,
            result: substantial.reduce((sum, record) => sum + record.comments, 0),
          },
        };
      },
    ),
    sheetOf(
      attendance,
      records.attendance,
      ({ first, travelEligible, host, ...rest }, row) => ({
        ...rest,
        travelEligible: flag(travelEligible),
        host: flag(host),
        first: isTeam ? firstDay(row, first) : flag(first),
      }),
      isTeam ? undefined : tables.attendanceColumnsOpen,
    ),
    sheetOf(
      tables.speakers,
      () => records.speakers,
      ({ presents, ...rest }, row) => ({ ...rest, presents: flag(presents), number: row - 1 }),
      isTeam ? undefined : tables.speakersColumnsOpen,
    ),
    sheetOf(
      presented,
      () => records.presented,
      ({ name, speakers }, row) => ({
        number: row - 1,
        cluster: name,
        speakers: isTeam
          ? {
              formula: `COUNTIFS(${tables.speakers.all('cluster')},${presented.own('number', row)},${tables.speakers.all('presents')},1)`,
              result: speakers,
            }
          : speakers,
      }),
    ),
    roster(tables.experts, records.experts),
    roster(tables.members, records.members),
    sheetOf(
      comments,
      () => records.comments,
      ({ substantial, ...rest }) => ({ ...rest, substantial: flag(substantial) }),
    ),
    sheetOf(
      initiatives,
      () => records.initiatives,
      ({ initiatives: count, title, launchedOn, host, others, decision }, row) => ({
        number: row - 1,
        initiatives: count,
        title,
        launchedOn,
        host: flag(host),
        others,
        decision: decision === null ? null : flag(decision),
        counted: {
          formula: `IF(AND(${initiatives.own('others', row)}>0,OR(${initiatives.own('decision', row)}=1,${initiatives.own('host', row)}=0)),1,0)`,
          result: flag(others > 0 && (decision === true || !host)),
        },
      }),
    ),
    sheetOf(
      platform,
      () => records.platform,
      (record, row) => ({
        ...record,
        number: row - 1,
        registered: {
          formula: `IF(AND(${platform.own('publishedOn', row)}<>"",${platform.own('verifiedOn', row)}<>""),1,0)`,
          result: flag(record.publishedOn !== null && record.verifiedOn !== null),
        },
      }),
    ),
    sheetOf(
      tables.meetings,
      () => records.meetings,
      ({ held, ...rest }) => ({ ...rest, held: flag(held) }),
    ),
  ];
}

/** The days of a person stand together, the first one first. */
function firstDay(row: number, first: boolean): FormulaCell {
  const { attendance } = tables;
  return {
    formula: `IF(${attendance.own('person', row)}=${attendance.own('person', row - 1)},0,1)`,
    result: flag(first),
  };
}
