import { Consent, SpeakerSheet } from '../../../models';
import { biographyConsent } from './biography-consent';

/**
 * The biographies that these people agreed to have published, by person; people who did not
 * agree, took it back or wrote none are missing. Read anew each time, so that a consent that is
 * taken back holds at once. In two statements.
 */
export async function listPublishedBiographies(
  personIds: readonly number[],
): Promise<Map<number, string>> {
  const [consents, sheets] = await Promise.all([
    Consent.findAll({
      where: { personId: [...personIds], kind: biographyConsent.kind },
      order: ['id'],
    }),
    SpeakerSheet.findAll({
      attributes: ['personId', 'kind', 'biography'],
      where: { personId: [...personIds] },
    }),
  ]);
  // The latest word of each person counts.
  const agreed = new Map(consents.map(({ personId, given }) => [personId, given]));
  const biographies = new Map<number, string>();
  for (const { personId, kind, biography } of sheets) {
    const text = biography.trim();
    if (text === '' || agreed.get(personId) !== true) continue;
    // Of somebody who is both, what they wrote as a speaker.
    if (kind === 'speaker' || !biographies.has(personId)) biographies.set(personId, text);
  }
  return biographies;
}
