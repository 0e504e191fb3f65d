// A form as respondents see it, without keeping or sending anything: a version, the saved draft,
// or the text in the editor around this page.
import { createRoot, type Root } from 'react-dom/client';
import { Survey } from 'survey-react-ui';
import { prepareModel } from './survey/prepare-model';
import { repairMarkup } from './survey/repair-markup';

const place = document.querySelector<HTMLElement>('[data-preview]');
let root: Root | undefined;
let page = 0;

function show(definition: string): void {
  if (place === null) return;
  const parsed = JSON.parse(definition) as { locale?: unknown };
  const { locale } = parsed;
  const model = prepareModel(parsed, typeof locale === 'string' ? locale : 'en');
  repairMarkup(model);
  // Files stay in this browser: a preview sends nothing.
  model.onUploadFiles.add((_sender, { files, callback }) => {
    callback(files.map((file) => ({ file, content: URL.createObjectURL(file) })));
  });
  model.showCompletePage = true;
  model.completedHtml = '<p>The form ends here. Nothing was sent.</p>';
  // Who edits a text wants to see it where it stands, not start from the first page again.
  model.currentPageNo = Math.min(page, model.visiblePageCount - 1);
  model.onCurrentPageChanged.add(() => {
    page = model.currentPageNo;
  });
  root ??= createRoot(place);
  root.render(<Survey key={Date.now()} model={model} />);
}

async function load(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The definition was answered with ${response.status}.`);
  show(await response.text());
}

function report(): void {
  if (place !== null) place.textContent = 'The form could not be loaded. Please reload the page.';
}

if (window.parent === window) {
  const address = place?.dataset.preview;
  if (address) load(address).catch(report);
} else {
  document.documentElement.classList.add('embedded');
  window.addEventListener('message', ({ origin, data }: MessageEvent<Record<string, unknown>>) => {
    const { kind, definition } = data;
    if (origin !== location.origin || kind !== 'definition') return;
    if (typeof definition === 'string') show(definition);
  });
  window.parent.postMessage({ kind: 'preview-ready' }, location.origin);
}
