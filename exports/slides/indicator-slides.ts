import { daysView } from '../../src/features/indicators/days.view-model';
import { groups, isForm, targetText } from '../../src/features/indicators/indicator';
import { indicatorView } from '../../src/features/indicators/indicators.view-model';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { statuses } from '../../src/features/indicators/status-words';
import { tableRow, type Bars, type Deck } from './deck';
import type { SlidesDocument } from './document';
import { cut, evenParts } from './slide-text';

const mostRows = 7;
const mostBars = 8;
/** The columns of figures in the tables. */
const figures = [1, 3, 4, 5, 6];
const method =
  'An indicator is met when every line of its target is met, and on every day where each day must meet it. “No data yet” is not zero.';

/** The indicators by their groups, what is reached of their targets, and who came and counted. */
export function addIndicators(deck: Deck, document: SlidesDocument): void {
  for (const group of groups) addGroup(deck, document, group);
  addProgress(deck, document.indicators);
  addDays(deck, document.indicators);
  addSexes(deck, document);
}

function addGroup(deck: Deck, document: SlidesDocument, group: (typeof groups)[number]): void {
  const found = document.indicators.filter(({ definition }) => definition.group === group.key);
  const met = found.filter(({ status }) => status === 'met').length;
  const aimed = found.filter(({ targets }) => targets.length > 0).length;
  const message =
    aimed === 0
      ? 'The documents set no targets here.'
      : `${met} of ${aimed} indicators with a target have reached it.`;
  const head = tableRow(
    ['Indicator', 'Value', 'Target', 'Women', 'Men', 'Not stated', 'Base', 'Status'],
    { isHead: true, figures },
  );
  const parts = evenParts(found, mostRows);
  parts.forEach((rows, index) => {
    deck.table(
      {
        title: parts.length > 1 ? `${group.title} (${index + 1} of ${parts.length})` : group.title,
        message,
        base: `Women, men and not stated are the people behind the records counted; the base is all records, or all people who came. The value of a target for each day is that of the lowest day.${
          document.isProtected ? ' Hidden: the groups are small.' : ''
        }`,
        notes: [
          group.lead,
          method,
          ...rows.map(
            (row) => `${row.definition.id}: ${row.definition.formula} ${row.hidden ?? ''}`,
          ),
        ].join(' '),
      },
      [head, ...rows.map((row) => indicatorRow(row, document))],
      [40, 14, 26, 10, 8, 9, 7, 13],
    );
  });
}

function indicatorRow(indicator: ProtectedIndicator, { timeZone, isProtected }: SlidesDocument) {
  const { definition, split, targets, status, base } = indicator;
  const view = indicatorView(indicator, timeZone);
  const counted = split?.categories.find(({ code }) => code === 'counted');
  // What is kept back is not the same as what does not exist.
  const isKept =
    isProtected && split === null && indicator.value !== null && isForm(definition.fedBy);
  const sexes = (['women', 'men', 'notStated'] as const).map(
    (sex) => counted?.[sex].n?.toString() ?? (isKept ? 'hidden' : '–'),
  );
  return tableRow(
    [
      `${definition.id} ${definition.title}`,
      view.unit === '' ? view.value : `${view.value} ${view.unit}`,
      targets.length === 0 ? 'none' : targets.map(({ line }) => targetText(line)).join('; '),
      ...sexes,
      base === null || base === 0 ? '–' : String(base),
      statuses[status].label,
    ],
    { figures },
  );
}

function addProgress(deck: Deck, indicators: readonly ProtectedIndicator[]): void {
  const lines = indicators.flatMap(({ definition, targets }) =>
    targets.flatMap(({ line, value, status }) =>
      value === null || line.value === 0
        ? []
        : [
            {
              name: `${definition.id} ${targets.length > 1 ? line.measure : definition.title}`,
              share: (value * 100) / line.value,
              isMet: status === 'met',
            },
          ],
    ),
  );
  const title = 'Progress against targets';
  const base =
    'Each value in per cent of its target. Where every day must meet it, the value is that of the lowest day. Indicators without data are left out.';
  if (lines.length === 0) {
    deck.words({ title, message: 'No data yet.', base, notes: method }, [
      'No indicator with a target has a value yet.',
    ]);
    return;
  }
  const message = `${lines.filter(({ isMet }) => isMet).length} of ${lines.length} targets with data are reached.`;
  const parts = evenParts(lines, mostBars);
  const most = Math.max(100, ...lines.map(({ share }) => share));
  parts.forEach((rows, index) => {
    const names = rows.map(({ name }) => cut(name, 80));
    const values = rows.map(({ share }) => share);
    deck.chart(
      {
        title: parts.length > 1 ? `${title} (${index + 1} of ${parts.length})` : title,
        message,
        base,
        notes: `${base} ${method}`,
      },
      {
        names,
        bars: [
          { name: 'Per cent of the target', tone: 'total', values },
          { name: 'Target (100 %)', tone: 'target', values: rows.map(() => 100) },
        ],
        format: '0',
        axisTitle: 'Per cent of the target',
        max: Math.ceil((most * 1.1) / 50) * 50,
        description: `${title}: ${names.map((name, at) => `${name} ${(values[at] ?? 0).toFixed(0)} %`).join('; ')}`,
      },
    );
  });
}

function addDays(deck: Deck, indicators: readonly ProtectedIndicator[]): void {
  const participants = indicators.find(({ definition: { id } }) => id === 'I03');
  const view = participants === undefined ? null : daysView(participants);
  const days = (participants?.days ?? []).flatMap((day, index) =>
    day.hasPeople
      ? [{ ...day, name: `${view?.days[index]?.name ?? ''}, ${view?.days[index]?.date ?? ''}` }]
      : [],
  );
  const title = 'Participants of each day';
  const base = [
    'People checked in, without the organising team.',
    ...(participants?.notes ?? []),
  ].join(' ');
  const notes = `${base} Sex not stated is shown and never guessed. ${method}`;
  if (days.length === 0) {
    deck.words({ title, message: 'No data yet.', base, notes }, [
      'Nobody has been checked in yet.',
    ]);
    return;
  }
  const names = days.map(({ name }) => name);
  const bars: Bars[] = (['women', 'men', 'notStated'] as const).map((tone) => ({
    name: { women: 'Women', men: 'Men', notStated: 'Not stated' }[tone],
    tone,
    values: days.map(({ people }) => people[tone]),
  }));
  const value = participants?.value ?? null;
  deck.chart(
    { title, message: `On the lowest day ${value ?? 0} people took part.`, base, notes },
    {
      names,
      bars,
      format: '0',
      axisTitle: 'People',
      max: null,
      description: `${title}: ${days.map(({ name, people }) => `${name}: ${people.women} women, ${people.men} men, ${people.notStated} not stated`).join('; ')}`,
    },
  );
}

function addSexes(deck: Deck, { indicators, isProtected }: SlidesDocument): void {
  const rows = indicators.flatMap(({ definition, split }) => {
    const counted = split?.categories.find(({ code }) => code === 'counted');
    return counted === undefined ? [] : [{ definition, counted }];
  });
  const title = 'Women and men behind the indicators';
  const base = `People behind the records counted.${isProtected ? ' Indicators with small groups are left out.' : ''}`;
  if (rows.length === 0) {
    deck.words({ title, message: 'No data yet.', base, notes: base }, [
      isProtected ? 'Nothing that may be shown has come in yet.' : 'No record has come in yet.',
    ]);
    return;
  }
  const parts = evenParts(rows, mostBars);
  parts.forEach((part, index) => {
    const names = part.map(({ definition }) =>
      cut(`${definition.id} ${definition.title}, by sex of ${definition.splitOf ?? 'people'}`, 90),
    );
    const bars: Bars[] = (['women', 'men', 'notStated'] as const).map((tone) => ({
      name: { women: 'Women', men: 'Men', notStated: 'Not stated' }[tone],
      tone,
      values: part.map(({ counted }) => counted[tone].n ?? 0),
    }));
    deck.chart(
      {
        title: parts.length > 1 ? `${title} (${index + 1} of ${parts.length})` : title,
        message: 'How many women and men each figure rests on.',
        base,
        notes: `${base} The sex of a person is what they stated; whoever did not is counted as not stated.`,
      },
      {
        names,
        bars,
        format: '0',
        axisTitle: 'People',
        max: null,
        description: `${title}: ${names.map((name, at) => `${name}: ${bars.map((one) => `${one.name} ${one.values[at] ?? 0}`).join(', ')}`).join('; ')}`,
      },
    );
  });
}
