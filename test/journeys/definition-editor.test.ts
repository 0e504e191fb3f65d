import type { Browser, Page } from 'playwright-core';
import { paths } from '../../src/paths';
import { findSurvey } from '../../src/features/surveys/surveys.queries';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import { startTestServer, type TestServer } from '../harness/server';

const form = 'workshop_evaluation';
jest.setTimeout(90_000);

let server: TestServer;
let browser: Browser;
let page: Page;
let refused: string[];

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  browser = await launchBrowser();
  const organiser = await server.visitor().signInAs('organiser');
  page = await pageOf(browser, organiser, { viewport: { width: 1280, height: 900 } });
  refused = complaintsOf(page);
});
afterEach(() => browser.close());
afterAll(() => server.stop());

const definition = (title: string): string => `{
  "title": "Evaluation",
  "pages": [
    {
      "name": "one",
      "title": "First page",
      "elements": [
        { "type": "text", "name": "town", "title": "${title}" }
      ]
    }
  ]
}`;

test('an error shows at its line, goes when it is mended, and the preview follows', async () => {
  await page.goto(server.url + paths.surveyDefinition(form));
  const editor = page.getByLabel('Definition', { exact: true });
  const summary = page.locator('[data-summary]');
  const preview = page.frameLocator('.preview-frame');
  await preview.locator('text=In which role did you take part?').waitFor();

  await editor.fill(definition('Which town?').replace('"First page",', '"First page"'));
  await page.locator('.code-mark-error[data-line="7"]').waitFor();
  expect(await page.locator('.code-mark').count()).toBe(1);
  expect(await summary.textContent()).toBe('1 error');
  expect(await editor.getAttribute('aria-invalid')).toBe('true');

  await page.getByRole('button', { name: 'Line 7, column 7' }).click();
  expect(
    await editor.evaluate((area: HTMLTextAreaElement) => [
      document.activeElement === area,
      area.value.slice(0, area.selectionStart).split('\n').length,
    ]),
  ).toEqual([true, 7]);
  expect(await page.locator('[data-preview-state]').textContent()).toBe(
    'of the text before the errors came in',
  );

  await editor.fill(definition('Which town?'));
  await preview.locator('text=Which town?').waitFor();
  expect(await summary.textContent()).toBe('No errors');
  expect(await page.locator('.code-mark').count()).toBe(0);

  await editor.fill(definition('Which harbour?'));
  await preview.locator('text=Which harbour?').waitFor();
  expect(await preview.locator('text=Which town?').count()).toBe(0);
  expect(await page.locator('[data-saved]').textContent()).toBe('This text is not saved yet.');

  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('The draft is saved.').waitFor();
  expect((await findSurvey(form)).draftDefinition).toBe(definition('Which harbour?'));
  expect(await page.locator('[data-saved]').textContent()).toBe('This is the saved draft.');
  expect(refused).toEqual([]);
});

test('a file is taken into the editor, and leaving with unsaved text asks first', async () => {
  await page.goto(server.url + paths.surveyDefinition('success_story'));
  await page.locator('[data-upload] input').setInputFiles({
    name: 'form.json',
    mimeType: 'application/json',
    buffer: Buffer.from(definition('From a file?')),
  });
  const preview = page.frameLocator('.preview-frame');
  await preview.locator('text=From a file?').waitFor();
  let asked = '';
  page.on('dialog', (dialog) => {
    asked = dialog.type();
    void dialog.accept();
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { name: 'Opening and closing' }).waitFor();
  expect(asked).toBe('beforeunload');
  const survey = await findSurvey('success_story');
  expect(survey.draftDefinition).not.toBe(definition('From a file?'));
});

test('a form can be tried to its end in the preview, and nothing is kept', async () => {
  await page.goto(server.url + paths.surveyPreview(form));
  await page.getByLabel('Which harbour?').fill('Valparaíso');
  await page.getByRole('button', { name: 'Complete' }).click();
  await page.getByText('The form ends here. Nothing was sent.').waitFor();
  expect(refused).toEqual([]);
});

test('a text that another draft has overtaken stays, and leaving it asks first', async () => {
  await page.goto(server.url + paths.surveyDefinition('cluster_survey'));
  const survey = await findSurvey('cluster_survey');
  await survey.update({
    draftDefinition: definition('Theirs?'),
    draftRevision: survey.draftRevision + 1,
  });
  await page.getByLabel('Definition', { exact: true }).fill(definition('Mine?'));
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('Somebody else saved this form').waitFor();
  const editor = page.getByLabel('Definition', { exact: true });
  expect(await editor.inputValue()).toBe(definition('Mine?'));
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.dismiss();
  });
  await editor.click();
  await page.getByRole('link', { name: 'Overview' }).click();
  expect(asked).toBe(true);
});
