/**
 * The two questionnaires of success stories: the one for the Final Report, and the one that is asked
 * again one year after the platform's start. Both begin with the same questions; which of them a story
 * came by decides which indicator it can count for. The keys stand in the database: never renamed.
 */
export const storyRounds = {
  report: 'success_story',
  yearAfter: 'success_story_one_year',
} as const;

/** Whether a form asks for success stories, in whichever round. */
export function asksForStories(form: string): boolean {
  return Object.values<string>(storyRounds).includes(form);
}

/** For SQL: `s.form IN ${storyFormsInSql}`. */
export const storyFormsInSql = `(${Object.values(storyRounds)
  .map((form) => `'${form}'`)
  .join(', ')})`;
