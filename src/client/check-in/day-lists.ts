import type { DeskDay, Standing } from './desk-day';
import { timeIn } from './zoned-words';
import type { DeskPerson } from './desk-types';
import { element, part } from './element';

const firstShown = 15;

interface ListActions {
  checkIn: (person: DeskPerson) => void;
  undo: (person: DeskPerson, standing: Standing) => void;
}

/** "Peru · Institute of Clusters · Speaker": enough to tell two people of one name apart. */
export function aboutPerson({ economy, organisation, role }: DeskPerson): string {
  const roles = { participant: '', speaker: 'Speaker', expert: 'Expert', organising_team: 'Team' };
  return [economy, organisation, roles[role]].filter(Boolean).join(' · ');
}

/** The two lists of the day and its counts. */
export class DayLists {
  private readonly expected = part('desk-expected', HTMLUListElement);
  private readonly here = part('desk-here', HTMLUListElement);
  private readonly all = { expected: false, here: false };

  constructor(private readonly actions: ListActions) {}

  show(day: DeskDay): void {
    const focused = document.activeElement?.getAttribute('data-row');
    const expected = day.expected();
    this.fill(
      'expected',
      expected.map((person) => this.expectedRow(person)),
      'Nobody is expected any more.',
      () => {
        this.show(day);
      },
    );
    const walkIns = day.walkIns.map(({ name, at, question }) =>
      element(
        'li',
        { class: 'desk-row' },
        nameAndMore(name, `Walk-in · ${question === undefined ? 'not sent yet' : 'to be decided'}`),
        element('span', { class: 'desk-row-time' }, timeIn(day.state.zone, at)),
      ),
    );
    const here = day.here();
    this.fill(
      'here',
      [
        ...walkIns,
        ...here.map(({ person, standing }) => this.hereRow(person, standing, day.state.zone)),
      ],
      'Nobody is here yet.',
      () => {
        this.show(day);
      },
    );
    // A list drawn anew must not take the keyboard away from where it was.
    if (focused) document.querySelector<HTMLElement>(`[data-row="${focused}"]`)?.focus();
    const counts = day.counts();
    const figures: [string, number][] = [
      ['here', counts.here],
      ['women', counts.women],
      ['men', counts.men],
      ['not-stated', counts.notStated],
      ['missing', expected.length],
    ];
    for (const [name, value] of figures) {
      part(`desk-count-${name}`, HTMLElement).textContent = String(value);
    }
    part('desk-count-team', HTMLElement).textContent =
      counts.team === 0 ? '' : `Besides, ${counts.team} of the organising team, not counted.`;
  }

  private fill(
    which: 'expected' | 'here',
    rows: HTMLElement[],
    none: string,
    draw: () => void,
  ): void {
    const list = this[which];
    const shown = this.all[which] ? rows : rows.slice(0, firstShown);
    list.replaceChildren(...shown);
    if (rows.length === 0) list.append(element('li', { class: 'desk-row quiet' }, none));
    if (shown.length < rows.length) {
      const more = element(
        'button',
        { type: 'button', class: 'btn btn-sm btn-outline-secondary', 'data-row': `more-${which}` },
        `Show all ${rows.length}`,
      );
      more.addEventListener('click', () => {
        this.all[which] = true;
        draw();
      });
      list.append(element('li', { class: 'desk-row' }, more));
    }
  }

  private expectedRow(person: DeskPerson): HTMLElement {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm btn-outline-secondary',
        'data-row': `in-${person.id}`,
        'aria-label': `Check in ${person.name}`,
      },
      'Check in',
    );
    button.addEventListener('click', () => {
      this.actions.checkIn(person);
    });
    return element(
      'li',
      { class: 'desk-row' },
      nameAndMore(person.name, aboutPerson(person)),
      button,
    );
  }

  private hereRow(person: DeskPerson, standing: Standing, zone: string): HTMLElement {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm btn-outline-secondary',
        'data-row': `out-${person.id}`,
        'aria-label': `Undo the check-in of ${person.name}`,
      },
      'Undo',
    );
    button.addEventListener('click', () => {
      this.actions.undo(person, standing);
    });
    const note = standing.waits ? 'not sent yet' : standing.desk;
    return element(
      'li',
      { class: 'desk-row' },
      nameAndMore(person.name, [aboutPerson(person), note].filter(Boolean).join(' · ')),
      element('span', { class: 'desk-row-time' }, timeIn(zone, standing.at)),
      button,
    );
  }
}

function nameAndMore(name: string, about: string): HTMLElement {
  return element(
    'span',
    { class: 'desk-row-name' },
    element('strong', {}, name),
    element('span', { class: 'quiet' }, about),
  );
}
