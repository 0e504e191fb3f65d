// The page of a form's definition: checks while somebody types and shows the form beside it.
// Without this program the page is a form with a text area and works all the same.
import { checkOnServer } from './definition-editor/check-on-server';
import { CodeArea } from './definition-editor/code-area';
import { summaryOf, type Checked, type Problem } from './definition-editor/problem';
import { showProblems } from './definition-editor/problem-list';

const waitBeforeCheck = 500;

function within<T extends HTMLElement>(
  root: ParentNode,
  selector: string,
  kind: abstract new () => T,
): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}

function start(form: HTMLFormElement): void {
  const input = within(form, 'textarea', HTMLTextAreaElement);
  const area = new CodeArea(input, within(form, '[data-editor]', HTMLElement));
  const check = checkOnServer(form.dataset.check ?? '', form.dataset.csrf ?? '');
  const saved = within(form, '[data-saved]', HTMLElement);
  const position = within(form, '[data-position]', HTMLElement);
  const atStart = input.value;
  const savedAtStart = saved.textContent;
  const savedBefore = form.dataset.unsaved === undefined;
  let sending = false;

  const showCheck = (text: string, { sound, problems }: Checked): void => {
    showSummary(form, problems);
    input.setAttribute('aria-invalid', String(problems.some((p) => p.severity === 'error')));
    area.mark(problems);
    showProblems(within(form, '[data-problems]', HTMLElement), problems, (line, column) => {
      area.jump(line, column);
    });
    within(form, '[data-preview-state]', HTMLElement).textContent = sound
      ? ''
      : 'of the text before the errors came in';
    if (sound) showPreview(form, text);
  };
  const checkNow = async (): Promise<void> => {
    const text = input.value;
    const checked = await check(text);
    if (checked !== undefined) showCheck(text, checked);
  };

  let timer = 0;
  const changed = (): void => {
    saved.textContent = input.value === atStart ? savedAtStart : 'This text is not saved yet.';
    clearTimeout(timer);
    timer = window.setTimeout(() => void checkNow(), waitBeforeCheck);
  };
  const showPosition = (): void => {
    const { line, column } = area.position();
    position.hidden = false;
    position.textContent = `Line ${line}, column ${column}`;
  };

  input.addEventListener('input', changed);
  for (const event of ['keyup', 'click', 'focus']) input.addEventListener(event, showPosition);
  within(form, '[data-check-button]', HTMLElement).addEventListener('click', (event) => {
    event.preventDefault();
    void checkNow();
  });
  form.addEventListener('submit', () => {
    sending = true;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!sending && (!savedBefore || input.value !== atStart)) event.preventDefault();
  });
  offerUpload(input, changed);
  void checkNow();
}

function showSummary(form: HTMLElement, problems: Problem[]): void {
  const words = summaryOf(problems);
  within(form, '[data-count]', HTMLElement).textContent = words;
  const summary = within(form, '[data-summary]', HTMLElement);
  const bad = problems.some(({ severity }) => severity === 'error');
  const tone = bad ? 'bad' : problems.length > 0 ? 'caution' : 'good';
  summary.className = `status status-${tone}`;
  // Said aloud only when it changes, not after each pause in typing.
  if (summary.textContent !== words) summary.textContent = words;
}

/** The preview takes the text from this page: the draft that is saved may be another. */
function showPreview(form: HTMLElement, definition: string): void {
  const panel = within(form, '[data-preview-panel]', HTMLElement);
  const frame = within(panel, 'iframe', HTMLIFrameElement);
  const send = (): void =>
    frame.contentWindow?.postMessage({ kind: 'definition', definition }, location.origin);
  if (panel.hidden) {
    panel.hidden = false;
    frame.src = frame.dataset.src ?? '';
  }
  // Until the frame has loaded, its own first message asks for the text.
  window.onmessage = ({ origin, source, data }: MessageEvent<{ kind?: string }>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (data.kind === 'preview-ready') send();
  };
  send();
}

function offerUpload(input: HTMLTextAreaElement, changed: () => void): void {
  const label = document.querySelector<HTMLElement>('[data-upload]');
  const file = label?.querySelector('input');
  const form = document.querySelector<HTMLElement>('[data-upload-form]');
  if (!label || !file || !form) return;
  label.hidden = false;
  form.hidden = true;
  file.addEventListener('change', () => {
    void file.files?.[0]?.text().then((text) => {
      input.focus();
      input.value = text.replaceAll('\r\n', '\n');
      input.setSelectionRange(0, 0);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      changed();
      file.value = '';
    });
  });
}

const form = document.querySelector<HTMLFormElement>('[data-definition-editor]');
if (form !== null) start(form);
