/**
 * Limits that hold whatever a definition says. Lengths are in UTF-16 units, as maxlength of a browser
 * counts them.
 */
export const ANSWER_LIMITS = {
  textLength: 2_000,
  commentLength: 20_000,
  fileNameLength: 255,
  fileTypeLength: 127,
  files: 20,
  rows: 100,
  problems: 200,
} as const;
