import { messages } from './messages';

const idleFor = 180_000;
const warnFor = 30_000;

/**
 * On a tablet that several people share: when nobody touches it for three minutes, it asks, and
 * half a minute later leaves the form. What was entered is on the server by then.
 *
 * @param leave goes back to the tablet's start page
 */
export function watchSharedTablet(leave: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'answer-dialog';
  const title = document.createElement('h2');
  title.className = 'h3';
  title.id = 'still-there';
  dialog.setAttribute('aria-labelledby', title.id);
  title.textContent = messages.sharedTablet.title;
  const text = document.createElement('p');
  text.textContent = messages.sharedTablet.text;
  const stay = document.createElement('button');
  stay.type = 'button';
  stay.className = 'btn btn-primary';
  stay.textContent = messages.sharedTablet.stay;
  dialog.append(title, text, stay);
  document.body.append(dialog);

  let timer = setTimeout(ask, idleFor);
  function ask(): void {
    dialog.showModal();
    timer = setTimeout(leave, warnFor);
  }
  function goOn(): void {
    clearTimeout(timer);
    dialog.close();
    timer = setTimeout(ask, idleFor);
  }
  for (const sign of ['pointerdown', 'keydown', 'input'] as const) {
    document.addEventListener(sign, goOn, { passive: true });
  }
}
