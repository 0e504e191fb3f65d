import { answered } from './answered-form';
import type { FormKey } from './read-forms';

describe.each<[FormKey, string]>([
  ['cluster_survey', 'consent_data_use'],
  ['collaboration_invitation', 'consent_data_use'],
  ['collaboration_invitation', 'consent_publish'],
  ['success_story', 'consent_data_use'],
])('%s', (form, consent) => {
  test.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])(`accepts %s for ${consent}: %s`, (given, accepted) => {
    const model = answered(form, given === undefined ? {} : { [consent]: given });
    expect(model.getQuestionByName(consent).validate(true)).toBe(accepted);
  });
});

describe('counts of women and men', () => {
  test.each([
    [{ women: 3, men: 0 }, true],
    [{ women: 10000 }, true],
    [{ women: 10001 }, false],
    [{ women: -1 }, false],
    [{ women: 2.5 }, false],
    [{}, true],
  ])('%j is accepted: %s', (counts, accepted) => {
    const model = answered('cluster_survey', {
      has_management_organisation: 'yes',
      respondent_type: 'cluster_manager',
      management_staff: counts,
    });
    expect(model.getQuestionByName('management_staff').validate(true)).toBe(accepted);
  });
});
