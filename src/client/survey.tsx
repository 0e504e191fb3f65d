import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { AnswerServer, type ServerState } from './survey/answer-server';
import { AnsweringPage } from './survey/answering-page';
import { AnsweringSession } from './survey/answering-session';
import { connectFiles } from './survey/connect-files';
import { LocalStore, browserStorage } from './survey/local-copy';
import { messages } from './survey/messages';
import { offerAddress } from './survey/offer-address';
import { prepareModel } from './survey/prepare-model';
import { repairMarkup } from './survey/repair-markup';
import { watchSharedTablet } from './survey/shared-tablet';
import { typedBefore } from './survey/typed-before';

const address = window.location.pathname;
const server = new AnswerServer(address);

function begin(mount: HTMLElement, definition: object, state: ServerState): void {
  const { language = 'en', receipt = '', tablet, version } = mount.dataset;
  const versionId = Number(version);
  if (state.versionId !== versionId) {
    window.location.reload();
    return;
  }
  const model = prepareModel(definition, language);
  connectFiles(model, server);
  repairMarkup(model);
  const focused = document.activeElement?.getAttribute('name') ?? null;
  // A shared tablet keeps nothing of anybody, whatever the network does.
  const store = new LocalStore(
    tablet === undefined ? browserStorage() : undefined,
    `pec:${address}`,
  );
  const session = new AnsweringSession({
    model,
    definition,
    language,
    server,
    store,
    state,
    local: store.read(),
    typed: typedBefore(mount, model),
    versionId,
    onSent: () => {
      window.location.replace(tablet === undefined ? receipt : `${tablet}?thanks`);
    },
    onOtherVersion: () => {
      window.location.reload();
    },
  });
  createRoot(mount).render(createElement(AnsweringPage, { session }));
  mount.dataset.ready = 'true';
  if (focused !== null) {
    requestAnimationFrame(() => {
      mount.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus();
    });
  }
  followPage(session);
  if (tablet !== undefined) {
    watchSharedTablet(() => {
      session.leave();
      document.querySelector<HTMLFormElement>('#leave')?.submit();
    });
  }
}

function followPage(session: AnsweringSession): void {
  const back = (): void => {
    session.tryNow();
  };
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') session.leave();
    else back();
  });
  window.addEventListener('pagehide', () => {
    session.leave();
  });
  // Only a person touches the page; programs that fetch links of mails do not.
  const opened = (): void => {
    for (const event of signs) document.removeEventListener(event, opened);
    server.recordOpening().catch(() => undefined);
  };
  const signs = ['pointerdown', 'keydown', 'scroll'] as const;
  for (const event of signs) document.addEventListener(event, opened, { passive: true });
}

async function load(mount: HTMLElement): Promise<void> {
  try {
    const [definition, state] = await Promise.all([
      server.definition(mount.dataset.definition ?? ''),
      server.state(),
    ]);
    begin(mount, definition, state);
  } catch (error) {
    offerRetry(mount);
    throw error;
  }
}

/** The first page stays as it is, with what was typed into it; a line above says what happened. */
function offerRetry(mount: HTMLElement): void {
  mount.querySelector('.answer-failed')?.remove();
  const notice = document.createElement('div');
  notice.className = 'notice notice-danger answer-failed';
  notice.setAttribute('role', 'alert');
  const title = document.createElement('h2');
  title.className = 'h3';
  title.textContent = messages.loadFailed.title;
  const text = document.createElement('p');
  text.textContent = messages.loadFailed.text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-primary';
  button.textContent = messages.retry;
  button.addEventListener('click', () => {
    notice.remove();
    void load(mount);
  });
  notice.append(title, text, button);
  mount.prepend(notice);
  window.addEventListener(
    'online',
    () => {
      button.click();
    },
    { once: true },
  );
}

const mount = document.getElementById('survey');
if (mount !== null) {
  offerAddress();
  void load(mount);
}
