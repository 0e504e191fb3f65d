import { messages } from './messages';

/** The button beside the address with which a person goes on elsewhere. */
export function offerAddress(): void {
  const button = document.querySelector<HTMLButtonElement>('#copy-address');
  const text = document.querySelector('#answer-address')?.textContent;
  const done = document.querySelector('#copy-done');
  // Browsers offer the clipboard on https and localhost only; elsewhere the address can be marked.
  if (button === null || done === null || !text || !window.isSecureContext) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => {
        done.textContent = messages.copied;
      },
      () => {
        button.hidden = true;
      },
    );
  });
}
