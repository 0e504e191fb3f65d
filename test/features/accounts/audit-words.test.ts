import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionWords } from '../../../src/features/accounts/audit-words';
import { decisions } from '../../../src/features/workshop/nominations/decision.input';
import { rootDir } from '../../../src/lib/root';
import { meetingRequestStatuses } from '../../../src/models/codes';

const source = path.join(rootDir, 'src');

/** The text of every file that writes lines into the audit trail. */
const recording = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('audit'))
  .map((name) => readFileSync(path.join(source, name), 'utf8'))
  .filter((text) => /\b(recordAuditEvents?|auditStatement)\b/.test(text));

/** Actions that are put together where they are recorded, with all they can become. */
const composed: Record<string, string[]> = {
  'attendance.${code}': [
    ...['already_in', 'checked_in', 'not_registered', 'nothing_to_undo', 'overruled'],
    ...['still_in', 'undone'],
  ].map((code) => `attendance.${code}`),
  'meeting_request.${status}': meetingRequestStatuses.map((status) => `meeting_request.${status}`),
  "nomination.${decision === 'waiting' ? 'put_on_waiting_list' : decision}": decisions.map(
    (decision) => `nomination.${decision === 'waiting' ? 'put_on_waiting_list' : decision}`,
  ),
  'open_code.${change}': ['added', 'renamed', 'described', 'merged', 'retired', 'restored'].map(
    (change) => `open_code.${change}`,
  ),
  'workshop.room_${verb}': ['added', 'corrected', 'removed'].map((verb) => `workshop.room_${verb}`),
};

function found(pattern: RegExp): string[] {
  return [
    ...new Set(
      recording.flatMap((text) => [...text.matchAll(pattern)].map(([, one]) => one ?? '')),
    ),
  ].sort();
}

test('every action that the code records has its sentence, and every sentence its action', () => {
  const whole = found(/'([a-z_]+\.[a-z_]+)'/g);
  expect(whole.length).toBeGreaterThan(100);
  const recorded = new Set([...whole, ...Object.values(composed).flat()]);
  expect([...recorded].filter((action) => actionWords[action] === undefined)).toEqual([]);
  expect(Object.keys(actionWords).filter((action) => !recorded.has(action))).toEqual([]);
});

test('knows every action that is put together', () => {
  expect(found(/`([a-z_]+\.[^`\n]*\$\{[^`\n]*)`/g)).toEqual(Object.keys(composed).sort());
});
