import { z } from 'zod';
import { line, listOf, parseInput } from '../../../lib/parse-input';
import { meetingOutcomes } from '../../../models/codes';
import type { RequestAnswer } from './answer-request';
import type { Placement } from './propose-timetable';

export const messageMost = 600;
const noteMost = 1000;

const rowId = (message: string) => z.coerce.number(message).int(message).min(1, message);

/** Plain text of several lines; line ends made one kind. */
function text(most: number) {
  return z
    .string()
    .max(most * 2, `Please use at most ${most} characters.`)
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => value.length <= most, `Please use at most ${most} characters.`)
    .refine(
      (value) => !/\p{Cc}/u.test(value.replace(/[\n\t]/g, '')),
      'Please remove invisible control characters.',
    );
}

const request = z.object({
  cluster: rowId('Please choose a cluster.'),
  message: text(messageMost).refine(
    (value) => value !== '',
    'Please say what you would like to talk about.',
  ),
});

export type MeetingRequestInput = z.output<typeof request>;

/** @throws ValidationError */
export function parseMeetingRequest(body: unknown): MeetingRequestInput {
  return parseInput(request, body);
}

const answer = z.object({ answer: z.enum(['accept', 'decline', 'withdraw']) });

/** @throws ValidationError */
export function parseAnswer(body: unknown): RequestAnswer {
  return parseInput(answer, body).answer;
}

const outcome = z.enum(meetingOutcomes, 'Please choose what came of it.');
const report = z.object({
  held: z.enum(['yes', 'no'], 'Please say whether you met.').transform((value) => value === 'yes'),
  outcome,
  note: text(noteMost),
});

export type ReportInput = z.output<typeof report>;

/** @throws ValidationError */
export function parseReport(body: unknown): ReportInput {
  return parseInput(report, body);
}

const decision = z.object({
  revision: z.coerce.number().int(),
  status: z.enum(['planned', 'held', 'no_show'], 'Please say whether it took place.'),
  outcome,
  note: text(noteMost),
});

export type OutcomeInput = z.output<typeof decision>;

/** @throws ValidationError */
export function parseOutcome(body: unknown): OutcomeInput {
  return parseInput(decision, body);
}

const agreement = z.object({
  from: rowId('Please choose a cluster.'),
  to: rowId('Please choose a cluster.'),
});

/** @throws ValidationError */
export function parseAgreement(body: unknown): z.output<typeof agreement> {
  return parseInput(agreement, body);
}

/** "slot:table", as the choices of a place are written in forms. */
const place = line('Please choose a slot and a table.', 40)
  .regex(/^\d{1,9}:\d{1,3}$/, 'Please choose a slot and a table.')
  .transform((value) => {
    const [slotId, table] = value.split(':').map(Number);
    return { slotId: slotId ?? 0, table: table ?? 0 };
  });

const recipients = listOf(rowId('Please reload the page.'));

const placing = z.object({ place, recipients });

/** @throws ValidationError */
export function parsePlace(body: unknown): z.output<typeof placing> {
  return parseInput(placing, body);
}

const seen = z.object({ revision: z.coerce.number().int(), recipients });

/** Which state of a meeting was seen, and who was shown as recipient. @throws ValidationError */
export function parseSeen(body: unknown): z.output<typeof seen> {
  return parseInput(seen, body);
}

const proposal = z.object({
  placements: listOf(
    z
      .string()
      .regex(/^\d{1,9}:\d{1,9}:\d{1,3}$/, 'Please reload the page.')
      .transform((value): Placement => {
        const [requestId, slotId, table] = value.split(':').map(Number);
        return { requestId: requestId ?? 0, slotId: slotId ?? 0, table: table ?? 0 };
      }),
  ).refine((list) => list.length > 0, 'There is nothing to place.'),
  recipients,
});

/** What was shown as a proposal: "request:slot:table" for each meeting. @throws ValidationError */
export function parseProposal(body: unknown): z.output<typeof proposal> {
  return parseInput(proposal, body);
}
