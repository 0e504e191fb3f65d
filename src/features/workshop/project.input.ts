import { z } from 'zod';
import { calendarDate, line, listOf, longText, parseInput } from '../../lib/parse-input';

const zones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC');
const code = z.string().length(3, 'Please choose an economy.');

const schema = z
  .object({
    name: line('Please give the project a name.'),
    objective: line('Please state the objective.', 2000),
    forum: line('Please name the forum.'),
    fund: line('Please name the fund.'),
    startsOn: calendarDate('Please give the first day of the project.'),
    endsOn: calendarDate('Please give the last day of the project.'),
    timeZone: z.string().refine((zone) => zones.has(zone), 'Please choose a time zone.'),
    proposerCode: code,
    hostCode: code,
    contactName: line('Please say whom respondents can ask.'),
    contactEmail: z.union([z.literal(''), z.email('This is no e-mail address.')]),
    coSponsors: listOf(code),
    dayDates: listOf(calendarDate('Please give a date for each day of the workshop.')),
    dayThemes: listOf(line('Please give each day a theme.', 300)),
    suppressionK: z.coerce
      .number('Please give a whole number.')
      .int('Please give a whole number.')
      .min(3, 'The smallest cell that may be shown is never below 3.')
      .max(50, 'At most 50.'),
    /** Needed where indicators are counted or shown otherwise. */
    reason: longText(1_000),
    revision: z.coerce.number().int(),
  })
  .refine((project) => project.startsOn <= project.endsOn, {
    path: ['endsOn'],
    message: 'The project cannot end before it starts.',
  })
  .refine((project) => project.dayDates.length === project.dayThemes.length, {
    path: ['dayDates'],
    message: 'Each day of the workshop needs a date and a theme.',
  })
  .refine((project) => isRising(project.dayDates), {
    path: ['dayDates'],
    message: 'The days of the workshop must follow each other.',
  });

function isRising(dates: string[]): boolean {
  return dates.every((date, index) => index === 0 || (dates[index - 1] ?? '') < date);
}

export type ProjectInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parseProject(body: unknown): ProjectInput {
  return parseInput(schema, body);
}

const travelEligibility = z.object({
  eligible: listOf(code),
  asOf: calendarDate('Please give the date of the list.'),
  listReason: longText(1_000),
});

/** The codes of the travel-eligible economies, the date the list is from, and why it changes. @throws ValidationError */
export function parseTravelEligibility(body: unknown): z.output<typeof travelEligibility> {
  return parseInput(travelEligibility, body);
}
