import { element } from './element';

export type Tone = 'good' | 'known' | 'bad' | 'caution';

export interface Message {
  tone: Tone;
  words: string;
  /** In smaller letters below. */
  note?: string;
  action?: { label: string; run: () => void };
}

const signs: Record<Tone, string> = { good: '✓', known: '↻', bad: '✕', caution: '!' };
const titles: Record<Tone, string> = {
  good: 'Done',
  known: 'Already known',
  bad: 'Not checked in',
  caution: 'Please look',
};

/** Says what became of the last thing done: by colour, sign and words, and aloud to screen readers. */
export class Feedback {
  constructor(private readonly place: HTMLElement) {}

  show(message: Message): void {
    const { tone, words, note, action } = message;
    const text = element('div', { class: 'desk-feedback-text' }, element('p', {}, words));
    if (note !== undefined) text.append(element('p', { class: 'desk-feedback-note' }, note));
    const sign = element(
      'span',
      { class: 'desk-feedback-sign', 'aria-hidden': 'true' },
      signs[tone],
    );
    const title = element('span', { class: 'visually-hidden' }, `${titles[tone]}: `);
    this.place.replaceChildren(
      element('div', { class: `desk-feedback desk-${tone}` }, sign, title, text),
    );
    if (action !== undefined) {
      const button = element(
        'button',
        { type: 'button', class: 'btn btn-sm btn-outline-secondary' },
        action.label,
      );
      button.addEventListener('click', action.run);
      text.append(button);
    }
    // A phone held to a badge is felt before it is read. Not every browser can, and none may
    // before somebody has touched the page.
    const browser = navigator as Partial<Navigator>;
    if (browser.userActivation?.hasBeenActive !== true) return;
    browser.vibrate?.(tone === 'good' ? 60 : [60, 60, 120]);
  }
}
