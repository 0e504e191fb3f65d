import type { Page } from 'playwright-core';
import { installForms } from '../../src/features/surveys/install-forms';
import { accessKeyOf } from '../../src/lib/link-tokens';
import { Draft } from '../../src/models';
import { paths } from '../../src/paths';
import type { Answers } from '../../src/survey-engine/answers';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser } from '../harness/browser';
import { eventually } from '../harness/eventually';
import { startTestServer, type TestServer } from '../harness/server';
import {
  invite,
  openSurvey,
  validAnswers,
  type OpenSurvey,
} from '../features/responses/open-survey';

let server: TestServer;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  server = await startTestServer();
  await installForms();
  const browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  complaints = complaintsOf(page, /Failed to load resource/);
}, 60_000);
afterAll(async () => {
  await page.context().browser()?.close();
  await server.stop();
});

// Together the respondents of a form are shown all of its pages, the conditional ones, too.
const consent = { consent_data_use: true };
test.each([
  [
    'cluster_survey',
    [
      {
        ...consent,
        respondent_type: 'cluster_manager',
        has_management_organisation: 'yes',
        active_abroad: true,
      },
      { ...consent, respondent_type: 'policy_maker' },
    ],
  ],
  ['workshop_evaluation', [{}]],
  ['collaboration_invitation', [consent]],
  [
    'success_story',
    [
      { ...consent, has_collaboration: true },
      { ...consent, has_collaboration: false },
    ],
  ],
])(
  'axe finds nothing on any page of %s, narrow and wide, light and dark',
  async (form, respondents) => {
    const open = await openSurvey(form);
    const found: string[] = [];
    const seen = new Set<string>();
    for (const fixed of respondents) {
      await begin(open, fixed);
      for (let title = await pageAfter(null); title !== null; title = await pageAfter(title)) {
        if (seen.has(title)) continue;
        seen.add(title);
        const problems = await axeProblemsEverywhere(page);
        found.push(...problems.map((text) => `${title}, ${text}`));
      }
    }
    expect(found).toEqual([]);
    expect(seen.size).toBe(open.version.definition.pages.length);
    expect(complaints).toEqual([]);
  },
  240_000,
);

/** Opens the form with a draft that is complete. */
async function begin(open: OpenSurvey, fixed: Answers): Promise<void> {
  const { token } = await invite(open.survey);
  await Draft.create({
    accessKey: accessKeyOf(token),
    surveyId: open.survey.id,
    versionId: open.version.version.id,
    answers: JSON.stringify(validAnswers(open, 3, fixed)),
    page: 0,
    revision: 1,
    savedAt: new Date(),
  });
  await page.goto(server.url + paths.answer(token));
}

/** The title of the page that follows; null after the last one. */
async function pageAfter(title: string | null): Promise<string | null> {
  const shown = page.locator('#survey[data-ready] .sd-page__title');
  if (title !== null) {
    const next = page.getByRole('button', { name: 'Next' });
    if (!(await next.isVisible())) return null;
    await next.click();
  }
  return eventually(
    () => shown.textContent(),
    (text) => text !== title,
  );
}
