import { timeIn } from './zoned-words';
import type { Refusal } from './desk-types';
import { element, part } from './element';

/** What the server did not take of this desk's check-ins, until somebody has looked at each. */
export class RefusedList {
  private readonly panel = part('desk-refused', HTMLElement);
  private readonly list = part('desk-refused-list', HTMLUListElement);

  constructor(private readonly looked: (eventKey: string) => void) {}

  /** @param zone of the workshop, for the times */
  show(refusals: readonly Refusal[], zone: string): void {
    this.panel.hidden = refusals.length === 0;
    this.list.replaceChildren(...refusals.map((refusal) => this.row(refusal, zone)));
  }

  private row({ eventKey, name, day, at, words }: Refusal, zone: string): HTMLElement {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm btn-outline-secondary',
        'aria-label': `Looked at ${name}`,
      },
      'Looked at',
    );
    button.addEventListener('click', () => {
      this.looked(eventKey);
    });
    return element(
      'li',
      { class: 'desk-row' },
      element(
        'span',
        { class: 'desk-row-name' },
        element('strong', {}, name),
        element('span', { class: 'quiet' }, `Day ${day}, ${timeIn(zone, at)} · ${words}`),
      ),
      button,
    );
  }
}
