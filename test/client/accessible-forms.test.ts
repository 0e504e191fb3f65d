import type { Page } from 'playwright-core';
import { installForms } from '../../src/features/surveys/install-forms';
import { accessKeyOf } from '../../src/lib/link-tokens';
import { Draft } from '../../src/models';
import { paths } from '../../src/paths';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser } from '../harness/browser';
import { startTestServer, type TestServer } from '../harness/server';
import { invite, openSurvey, validAnswers } from '../features/responses/open-survey';

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

// The seeds are chosen so that conditional pages are shown: a cluster manager, a collaboration.
test.each([
  ['cluster_survey', { respondent_type: 'cluster_manager', consent_data_use: true }],
  ['workshop_evaluation', {}],
  ['collaboration_invitation', { consent_data_use: true }],
  ['success_story', { consent_data_use: true, has_collaboration: true }],
])(
  'axe finds nothing on any page of %s, narrow and wide, light and dark',
  async (form, fixed) => {
    const open = await openSurvey(form);
    const { token } = await invite(open.survey);
    const answers = JSON.stringify(validAnswers(open, 3, fixed));
    const draft = { accessKey: accessKeyOf(token), surveyId: open.survey.id, answers };
    const versionId = open.version.version.id;
    await Draft.create({ ...draft, versionId, page: 0, revision: 1, savedAt: new Date() });
    const found: string[] = [];
    const seen: string[] = [];
    for (const [index] of open.version.definition.pages.entries()) {
      await Draft.update({ page: index }, { where: { accessKey: draft.accessKey } });
      await page.goto(server.url + paths.answer(token));
      await page.waitForSelector('#survey[data-ready] .sd-page__title');
      const title = (await page.locator('.sd-page__title').textContent()) ?? '';
      if (seen.includes(title)) continue;
      seen.push(title);
      const problems = await axeProblemsEverywhere(page);
      found.push(...problems.map((text) => `${title}, ${text}`));
    }
    expect(found).toEqual([]);
    expect(seen.length).toBeGreaterThan(5);
    expect(complaints).toEqual([]);
  },
  240_000,
);
