import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { ProgrammeVersion } from '../../../models';
import { lockProgramme } from './lock-programme';
import { changesBetween } from './programme-changes';
import { sessionsOf, type ProgrammeContent } from './programme-content';
import { problemsOfProgramme } from './programme-problems';
import { contentOfVersion, getDraft, getLatestVersion } from './programme.queries';

/** What the organiser saw before pressing: nothing else may be published by that press. */
export interface SeenDraft {
  /** The number that this press gives: one more than the latest version's. */
  number: number;
  /** digestOf the draft. */
  digest: string;
}

/** Tells two states of the programme apart. */
export function digestOf(content: ProgrammeContent): string {
  return hashToken(JSON.stringify(content));
}

/**
 * Publishes the draft as a new version, frozen. The same press twice makes one version.
 * @returns its number, and whether this press made it
 * @throws ConflictError when the draft is not what was seen, has nothing new, no session, or a
 *   session that cannot take place
 */
export async function publishProgramme(
  actor: Actor,
  seen: SeenDraft,
): Promise<{ number: number; published: boolean }> {
  return inTransaction(async (tx) => {
    await lockProgramme(tx);
    const { content, planned } = await getDraft(tx);
    const latest = await getLatestVersion(tx);
    const last = latest === null ? null : contentOfVersion(latest);
    if (last !== null && latest?.number === seen.number && digestOf(last) === seen.digest) {
      return { number: seen.number, published: false };
    }
    if (digestOf(content) !== seen.digest || (latest?.number ?? 0) + 1 !== seen.number) {
      throw new ConflictError(
        'The programme has changed since you looked at it. Please look at the changes again before you publish.',
        'draft_changed',
      );
    }
    if (sessionsOf(content).length === 0) {
      throw new ConflictError('There is no session to publish yet.', 'no_sessions');
    }
    if (last !== null && changesBetween(last, content).length === 0) {
      throw new ConflictError('Nothing has changed since the last version.', 'no_changes');
    }
    const [problem] = problemsOfProgramme(planned, content.days, content.timeZone);
    if (problem !== undefined) {
      throw new ConflictError(
        'A session cannot take place as planned. Please mend what the page lists first.',
        'programme_has_problems',
      );
    }
    await ProgrammeVersion.create(
      {
        number: seen.number,
        content: JSON.stringify(content),
        publishedBy: actor.userId ?? null,
        publishedAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'programme.published',
      subjectType: 'programme_version',
      subjectId: seen.number,
      changes: { sessions: sessionsOf(content).length },
    });
    return { number: seen.number, published: true };
  });
}
