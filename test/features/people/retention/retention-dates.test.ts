import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  dueOf,
  latestStart,
  monthsAfter,
} from '../../../../src/features/people/retention/retention-dates';
import {
  formPromises,
  registrationPromise,
} from '../../../../src/features/people/retention/retention-promises';
import { parseFacts } from '../../../../src/features/surveys/facts';
import { registrationConsents } from '../../../../src/features/workshop/registrations/consents';
import { rootDir } from '../../../../src/lib/root';

test('the words of the forms and of the registration are those that are carried out', () => {
  for (const { source, words } of formPromises) {
    const folder = path.join(rootDir, 'surveys');
    const facts = parseFacts(readFileSync(path.join(folder, source, 'facts.json'), 'utf8'));
    const { definitionOf = source } = facts;
    const definition = readFileSync(path.join(folder, definitionOf, 'definition.json'));
    expect([source, definition.includes(words)]).toEqual([source, true]);
  }
  const [use] = registrationConsents;
  expect(use.wording).toContain(`${registrationPromise.words} and then erased`);
});

test('the last promise decides, and months without such a day end on their last', () => {
  expect(monthsAfter('2020-02-29', 36)).toBe('2023-02-28');
  expect(monthsAfter('2020-11-30', 3)).toBe('2021-02-28');
  const workshop = { workshopEndsOn: '2020-06-18', receivedOn: '2020-02-01' };
  expect(dueOf(workshop)).toEqual({ because: 'workshop', from: '2020-06-18', on: '2023-06-18' });
  expect(dueOf({ ...workshop, invitationOn: '2020-07-01', storyOn: '2021-06-30' })).toEqual({
    because: 'expiry',
    from: '2021-07-01',
    on: '2024-07-01',
  });
  expect(dueOf({ ...workshop, receivedOn: '2022-01-05' }).on).toBe('2025-01-05');
  expect(dueOf({ workshopEndsOn: '2020-02-29', receivedOn: '' }).on).toBe('2023-02-28');
  expect(latestStart('2023-02-28') >= '2020-02-29').toBe(true);
});
