import type { LikelyPerson, WaitingWalkIn } from './desk-types';
import { element, part } from './element';

/** What was typed about a walk-in; `person` as the server's form of people names it. */
export type TypedWalkIn = Pick<WaitingWalkIn, 'name' | 'sex' | 'person' | 'consent'>;

interface WalkInActions {
  /** Somebody new. */
  typed: (walkIn: TypedWalkIn) => void;
  /** One about whom the server asked, corrected or confirmed. */
  decided: (item: WaitingWalkIn) => void;
  /** One about whom the server asked is not to be registered after all. */
  cancelled: (item: WaitingWalkIn) => void;
  /** The form is free for the next one. */
  closed: () => void;
}

/**
 * The walk-in form: a dialog for somebody new, and for what the server asks about one that was
 * sent, which may be long after a desk without network has taken them.
 */
export class WalkInForm {
  private readonly dialog = part('desk-walk-in', HTMLDialogElement);
  private readonly form = part('desk-walk-in-form', HTMLFormElement);
  private readonly problem = part('desk-walk-in-problem', HTMLElement);
  private readonly question = part('desk-walk-in-likely', HTMLElement);
  /** The one that the server asks about. */
  private asked: WaitingWalkIn | undefined;

  constructor(private readonly actions: WalkInActions) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = this.typed();
      // Other facts may be those of somebody else: who it is has to be asked again.
      const { asked } = this;
      if (asked !== undefined) {
        this.decide(asked, { ...typed, isNew: false, personId: undefined });
        return;
      }
      this.done(() => {
        this.actions.typed(typed);
      });
    });
    part('desk-walk-in-cancel', HTMLButtonElement).addEventListener('click', () => {
      this.cancel();
    });
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.cancel();
    });
  }

  /** Opens an empty form; what was typed as a name is not typed twice. */
  open(typed: string): void {
    this.form.reset();
    this.clear();
    this.asked = undefined;
    const [given = '', ...family] = typed.trim().split(/\s+/);
    this.field('givenName').value = family.length === 0 ? '' : given;
    this.field('familyName').value = family.length === 0 ? given : family.join(' ');
    this.dialog.showModal();
    this.field('givenName').focus();
  }

  /** Asks what the server wants to know about one that was sent, unless the form is in use. */
  ask(item: WaitingWalkIn): void {
    const { question } = item;
    if (this.dialog.open || question === undefined) return;
    this.asked = item;
    this.fill(item);
    this.clear();
    this.dialog.showModal();
    if (question.code === 'refused') {
      this.problem.hidden = false;
      this.problem.replaceChildren(element('p', {}, question.words));
      this.problem.focus();
      return;
    }
    const buttons =
      question.code === 'no_seat'
        ? this.seatButtons(item)
        : this.whoButtons(item, question.candidates);
    const words =
      question.code === 'no_seat'
        ? `${item.name}: ${question.words}`
        : 'Is it one of these people on record?';
    this.question.hidden = false;
    this.question.replaceChildren(element('p', {}, element('strong', {}, words)), ...buttons);
    // Not a button: what a scanner types ends with Enter, and would decide.
    this.question.focus();
  }

  private whoButtons(item: WaitingWalkIn, people: LikelyPerson[]): HTMLButtonElement[] {
    const likely = people.map((person) =>
      this.choice(
        'btn-outline-secondary desk-likely',
        [element('strong', {}, person.name), element('span', { class: 'quiet' }, person.about)],
        () => {
          this.decide(item, { personId: person.personId, name: person.name });
        },
      ),
    );
    const other = this.choice('btn-primary', ['No, this is somebody else'], () => {
      this.decide(item, { isNew: true });
    });
    return [...likely, other];
  }

  private seatButtons(item: WaitingWalkIn): HTMLButtonElement[] {
    return [
      this.choice('btn-outline-secondary', ['Take in all the same'], () => {
        this.decide(item, { overCapacity: true });
      }),
      this.choice('btn-outline-secondary', ['Do not register'], () => {
        this.cancel();
      }),
    ];
  }

  private choice(look: string, content: (Node | string)[], run: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', class: `btn ${look}` }, ...content);
    button.addEventListener('click', run);
    return button;
  }

  private decide(item: WaitingWalkIn, decision: Partial<WaitingWalkIn>): void {
    this.done(() => {
      this.actions.decided({ ...item, ...decision });
    });
  }

  private cancel(): void {
    const { asked } = this;
    this.done(() => {
      if (asked !== undefined) this.actions.cancelled(asked);
    });
  }

  private done(act: () => void): void {
    this.asked = undefined;
    this.dialog.close();
    act();
    this.actions.closed();
  }

  private clear(): void {
    this.problem.hidden = true;
    this.question.hidden = true;
  }

  private typed(): TypedWalkIn {
    const typed: Record<string, string> = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string') typed[name] = value;
    }
    // One list for where somebody comes from: an economy's code has three capital letters.
    const { from = '', consent = '', ...facts } = typed;
    const economy = /^[A-Z]{3}$/.test(from);
    return {
      name: `${facts.givenName ?? ''} ${facts.familyName ?? ''}`.trim(),
      sex: facts.sex ?? '',
      consent,
      person: {
        ...facts,
        affiliation: economy ? 'member_economy' : from,
        economyCode: economy ? from : '',
      },
    };
  }

  private fill({ person: facts, consent }: TypedWalkIn): void {
    this.form.reset();
    const from = facts.economyCode === '' ? facts.affiliation : facts.economyCode;
    for (const [name, value] of Object.entries({ ...facts, from: from ?? '' })) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof RadioNodeList) field.value = value;
      else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
      }
    }
    // Words that have changed since are to be read out again.
    const box = this.field('consent');
    box.checked = consent === box.value;
  }

  private field(name: string): HTMLInputElement {
    return part(`walk-in-${name}`, HTMLInputElement);
  }
}
