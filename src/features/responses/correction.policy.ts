import { ConflictError } from '../../lib/errors';

/** What decides whether the team may correct answers. */
export interface CorrectableResponse {
  /** Of the form. */
  anonymous: boolean;
  accessKey: string;
}

/**
 * Why the team cannot correct these answers; null when it can. Who answered a form without names cannot
 * be asked what they meant, and what is left of erased answers is nobody's.
 */
export function whyNotCorrected({ anonymous, accessKey }: CorrectableResponse): string | null {
  if (anonymous) {
    return 'Answers to an anonymous form cannot be corrected by the team: nobody can say what was meant.';
  }
  if (accessKey.startsWith('erased:')) {
    return 'These answers were made nameless; what is left of them cannot be corrected.';
  }
  return null;
}

/** @throws ConflictError `not_possible` with the reason */
export function requireCorrectable(response: CorrectableResponse): void {
  const reason = whyNotCorrected(response);
  if (reason !== null) throw new ConflictError(reason, 'not_possible');
}
