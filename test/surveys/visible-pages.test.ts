import { answered, estimatedMinutes, namesOf, pagesOf } from './answered-form';
import type { JsonObject } from './read-forms';

describe('workshop_evaluation', () => {
  const model = answered('workshop_evaluation', {});

  test('shows everyone the same short pages', () => {
    expect(pagesOf(model)).toEqual([
      'welcome',
      'content',
      'learning',
      'gender_balance',
      'contacts_and_logistics',
      'next_steps',
      'about_you',
    ]);
    expect(namesOf(model)).toHaveLength(21);
  });

  test('takes at most five minutes', () => {
    expect(estimatedMinutes(model)).toBeLessThanOrEqual(5);
  });
});

test('collaboration_invitation shows the same pages to every cluster', () => {
  const model = answered('collaboration_invitation', {});
  expect(pagesOf(model)).toEqual([
    'welcome',
    'cluster',
    'contact',
    'project',
    'exchange',
    'partner',
    'terms',
    'gender',
    'documents',
  ]);
  expect(namesOf(model)).toHaveLength(36);
});

describe('success_story', () => {
  test.each([
    [undefined, ['welcome', 'respondent', 'barriers_page'], 9],
    [
      true,
      [
        'welcome',
        'respondent',
        'collaborations_page',
        'story',
        'metrics',
        'lessons_and_evidence',
        'barriers_page',
        'women_and_platform',
      ],
      29,
    ],
    [false, ['welcome', 'respondent', 'no_collaboration', 'barriers_page'], 11],
  ])('with a collaboration: %s', (hasCollaboration, pages, questions) => {
    const answers: JsonObject =
      hasCollaboration === undefined ? {} : { has_collaboration: hasCollaboration };
    const model = answered('success_story', answers);
    expect(pagesOf(model)).toEqual(pages);
    expect(namesOf(model)).toHaveLength(questions);
  });

  test('asks for the consent of the person quoted only when there is a quotation', () => {
    const without = namesOf(answered('success_story', { has_collaboration: true }));
    const quoted = namesOf(
      answered('success_story', { has_collaboration: true, quotation: 'We learned a lot.' }),
    );
    expect(quoted.filter((name) => !without.includes(name))).toEqual(['consent_publish_quotation']);
  });
});
