// Answers of a respondent, to be corrected by an organiser with a reason.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Model, PageModel, Question } from 'survey-core';
import { Survey } from 'survey-react-ui';
import type { Answers } from './survey/answers';
import { connectDownloads } from './survey/connect-files';
import { ConflictDialog } from './survey/conflict-dialog';
import { CorrectionSession } from './survey/correction-session';
import { describeAnswer, titleOf } from './survey/describe-answer';
import type { Conflict } from './survey/merge-answers';
import { messages } from './survey/messages.en';
import { prepareModel } from './survey/prepare-model';
import { repairMarkup } from './survey/repair-markup';
import { showProblems } from './survey/show-problems';

const place = document.getElementById('correction');
const form = document.getElementById('correction-store');
const list = document.getElementById('changes');
const problem = document.getElementById('correction-problem');
const parts = document.getElementById('correction-part');

/** Long enough for a word to be typed: the list is worked out on a twin of the form. */
const pause = 400;

function begin(mount: HTMLElement, definition: object): void {
  const { address = '', csrf = '', answers = '{}', corrections, question = '' } = mount.dataset;
  const model = prepareModel(definition, 'en');
  repairMarkup(model);
  // Whoever corrects one answer goes where it stands; the whole is checked when it is stored.
  model.checkErrorsMode = 'onComplete';
  model.showCompleteButton = false;
  connectStoredFiles(model, mount.dataset.files ?? '');
  const session = new CorrectionSession({
    model,
    definition,
    stored: JSON.parse(answers) as Answers,
    corrections: Number(corrections),
    address,
    csrf,
  });
  const survey = document.getElementById('survey-form');
  if (survey === null) return;
  createRoot(survey).render(createElement(Survey, { model }));
  followParts(model);
  openAt(model, question);
  followChanges(model, session);
  storeOnSubmit(model, session);
  mount.dataset.ready = 'true';
}

/** Files that were sent are shown; only respondents send others. */
function connectStoredFiles(model: Model, files: string): void {
  for (const question of model.getAllQuestions()) {
    if (question.getType() === 'file') question.readOnly = true;
  }
  connectDownloads(model, async (content) => {
    const response = await fetch(files + content.slice('file:'.length));
    if (!response.ok) throw new Error('No file.');
    return response.blob();
  });
}

function followParts(model: Model): void {
  if (!(parts instanceof HTMLSelectElement)) return;
  const show = (): void => {
    for (const option of parts.options) {
      const page = model.getPageByName(option.value) as PageModel | null;
      option.disabled = page?.isVisible !== true;
    }
    parts.value = (model.currentPage as PageModel | null)?.name ?? '';
  };
  parts.disabled = false;
  parts.addEventListener('change', () => {
    model.currentPageNo = model.visiblePages.findIndex(({ name }) => name === parts.value);
  });
  model.onCurrentPageChanged.add(show);
  model.onPageVisibleChanged.add(show);
  show();
}

function openAt(model: Model, name: string): void {
  const question = model.getQuestionByName(name) as Question | null;
  if (question === null || !question.isVisible) return;
  const { name: part } = question.page as { name: string };
  model.currentPageNo = model.visiblePages.findIndex((page) => page.name === part);
  requestAnimationFrame(() => {
    question.focus();
  });
}

let unsaved = false;

function followChanges(model: Model, session: CorrectionSession): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      showChanges(model, session);
    }, pause);
  };
  model.onValueChanged.add(later);
  showChanges(model, session);
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
}

function showChanges(model: Model, session: CorrectionSession): void {
  const changes = session.changes(session.answers());
  unsaved = changes.length > 0;
  const button = form?.querySelector('button');
  if (button) button.disabled = !unsaved;
  if (!unsaved) {
    list?.replaceChildren(
      paragraph('Nothing yet. Change one or several answers in the form.', 'quiet'),
    );
    return;
  }
  const shown = document.createElement('dl');
  shown.className = 'answer-changes';
  for (const { question, before, after } of changes) {
    const term = document.createElement('dt');
    term.textContent = titleOf(model, question);
    const change = document.createElement('dd');
    change.dir = 'auto';
    const was = document.createElement('del');
    was.textContent = describeAnswer(model, question, before);
    const arrow = document.createElement('span');
    arrow.textContent = '→';
    arrow.setAttribute('aria-hidden', 'true');
    const is = document.createElement('ins');
    is.textContent = describeAnswer(model, question, after);
    change.append(was, ' ', arrow, ' ', is);
    shown.append(term, change);
  }
  list?.replaceChildren(shown);
}

function storeOnSubmit(model: Model, session: CorrectionSession): void {
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void store(model, session);
  });
}

async function store(model: Model, session: CorrectionSession): Promise<void> {
  const reason = form?.querySelector('textarea');
  const button = form?.querySelector('button');
  if (!reason || !button || button.disabled) return;
  problem?.replaceChildren();
  showReasonError(reason, '');
  button.disabled = true;
  const outcome = await session.store(reason.value);
  if (outcome.kind === 'stored') {
    unsaved = false;
    window.location.assign(outcome.next);
    return;
  }
  button.disabled = false;
  if (outcome.kind === 'changed_meanwhile') {
    showChanges(model, session);
    say('warning', messages.correction.changedMeanwhile, []);
    if (outcome.conflicts.length > 0) chooseBetween(model, session, outcome.conflicts);
    return;
  }
  const { message, problems, fields } = outcome;
  showReasonError(reason, fields['reason'] ?? '');
  say('danger', message, [
    ...problems.map((one) => `${titleOf(model, one.question)}: ${one.message}`),
    ...Object.values(fields),
  ]);
  showProblems(model, problems);
  if (problems.length === 0 && fields['reason'] !== undefined) reason.focus();
}

function chooseBetween(model: Model, session: CorrectionSession, conflicts: Conflict[]): void {
  const mount = document.getElementById('correction-conflict');
  if (mount === null) return;
  const root = createRoot(mount);
  root.render(
    createElement(ConflictDialog, {
      model,
      conflicts,
      words: messages.correction.conflict,
      onChoose: (theirs) => {
        root.unmount();
        session.choose(theirs);
        showChanges(model, session);
      },
    }),
  );
}

function showReasonError(reason: HTMLTextAreaElement, message: string): void {
  reason.classList.toggle('is-invalid', message !== '');
  if (message === '') reason.removeAttribute('aria-invalid');
  else reason.setAttribute('aria-invalid', 'true');
}

function say(tone: string, message: string, lines: readonly string[]): void {
  const notice = document.createElement('div');
  notice.className = `notice notice-${tone}`;
  notice.setAttribute('role', 'alert');
  notice.append(paragraph(message, ''));
  if (lines.length > 0) {
    const items = document.createElement('ul');
    for (const line of lines) {
      const item = document.createElement('li');
      item.textContent = line;
      items.append(item);
    }
    notice.append(items);
  }
  problem?.replaceChildren(notice);
}

function paragraph(text: string, className: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.textContent = text;
  element.className = className;
  return element;
}

async function load(mount: HTMLElement): Promise<void> {
  const response = await fetch(mount.dataset.definition ?? '');
  if (!response.ok) throw new Error(`The definition was answered with ${response.status}.`);
  begin(mount, (await response.json()) as object);
}

if (place !== null) {
  load(place).catch((error: unknown) => {
    document
      .getElementById('survey-form')
      ?.replaceChildren(paragraph('The form could not be loaded. Please reload the page.', ''));
    throw error;
  });
}
