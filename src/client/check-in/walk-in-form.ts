import type { LikelyPerson } from './desk-types';
import { element, part } from './element';

/** The facts of a walk-in as the server's form of people names them. */
export type WalkInFacts = Record<string, string>;

interface WalkInActions {
  /** Somebody new, or after the likely ones were seen. */
  add: (facts: WalkInFacts, isNew: boolean) => void;
  /** One of the people on record. */
  known: (person: LikelyPerson, facts: WalkInFacts) => void;
}

/** The walk-in form: a dialog that keeps what was typed until the server has taken it. */
export class WalkInForm {
  private readonly dialog = part('desk-walk-in', HTMLDialogElement);
  private readonly form = part('desk-walk-in-form', HTMLFormElement);
  private readonly problem = part('desk-walk-in-problem', HTMLElement);
  private readonly likely = part('desk-walk-in-likely', HTMLElement);

  constructor(private readonly actions: WalkInActions) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.dialog.close();
      this.actions.add(this.facts(), false);
    });
    part('desk-walk-in-cancel', HTMLButtonElement).addEventListener('click', () => {
      this.dialog.close();
    });
  }

  /** Opens an empty form; what was typed as a name is not typed twice. */
  open(typed: string): void {
    this.form.reset();
    this.clear();
    const [given = '', ...family] = typed.trim().split(/\s+/);
    this.field('givenName').value = family.length === 0 ? '' : given;
    this.field('familyName').value = family.length === 0 ? given : family.join(' ');
    this.dialog.showModal();
    this.field('givenName').focus();
  }

  /** Opens the form again with what the server said about it. */
  reopen(facts: WalkInFacts, words: string, fields: Record<string, string>): void {
    this.fill(facts);
    this.clear();
    const listed = Object.values(fields);
    this.problem.hidden = false;
    this.problem.replaceChildren(element('p', {}, listed.length === 0 ? words : listed.join(' ')));
    if (!this.dialog.open) this.dialog.showModal();
    this.problem.focus();
  }

  /** Asks whether it is one of the people on record. */
  ask(facts: WalkInFacts, people: LikelyPerson[]): void {
    this.fill(facts);
    this.clear();
    this.likely.hidden = false;
    const rows = people.map((person) => {
      const button = element(
        'button',
        { type: 'button', class: 'btn btn-outline-secondary desk-likely' },
        element('strong', {}, person.name),
        element('span', { class: 'quiet' }, person.about),
      );
      button.addEventListener('click', () => {
        this.dialog.close();
        this.actions.known(person, facts);
      });
      return button;
    });
    const other = element(
      'button',
      { type: 'button', class: 'btn btn-primary' },
      'No, this is somebody else',
    );
    other.addEventListener('click', () => {
      this.dialog.close();
      this.actions.add(facts, true);
    });
    this.likely.replaceChildren(
      element('p', {}, element('strong', {}, 'Is it one of these people on record?')),
      ...rows,
      other,
    );
    if (!this.dialog.open) this.dialog.showModal();
    rows[0]?.focus();
  }

  private clear(): void {
    this.problem.hidden = true;
    this.likely.hidden = true;
  }

  private facts(): WalkInFacts {
    const facts: WalkInFacts = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string') facts[name] = value;
    }
    // One list for where somebody comes from: an economy's code has three capital letters.
    const { from = '', ...rest } = facts;
    const economy = /^[A-Z]{3}$/.test(from);
    return {
      ...rest,
      affiliation: economy ? 'member_economy' : from,
      economyCode: economy ? from : '',
    };
  }

  private fill(facts: WalkInFacts): void {
    const from = facts.economyCode === '' ? facts.affiliation : facts.economyCode;
    for (const [name, value] of Object.entries({ ...facts, from: from ?? '' })) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof RadioNodeList) field.value = value;
      else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
      }
    }
  }

  private field(name: string): HTMLInputElement {
    return part(`walk-in-${name}`, HTMLInputElement);
  }
}
