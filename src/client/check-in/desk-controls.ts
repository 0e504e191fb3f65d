import type { CheckInDesk } from './check-in-desk';
import type { DeskState } from './desk-types';
import type { DeviceStore } from './device-store';
import { element, part } from './element';
import type { Network } from './desk-sync';

const networkWords: Record<Network, [status: string, words: string]> = {
  connecting: ['status', 'Connecting'],
  online: ['status status-good', 'Connected'],
  offline: ['status status-caution', 'No network'],
  signed_out: ['status status-bad', 'Signed out'],
};

/** Day, session, name of the desk, and how the desk stands with the server. */
export class DeskControls {
  private readonly day = part('desk-day', HTMLSelectElement);
  private readonly session = part('desk-session', HTMLSelectElement);
  private readonly name = part('desk-name', HTMLInputElement);
  private readonly network = part('desk-network', HTMLElement);
  private readonly unsent = part('desk-unsent', HTMLElement);
  private readonly warning = part('desk-warning', HTMLElement);

  constructor(
    private readonly desk: CheckInDesk,
    private readonly store: DeviceStore,
  ) {
    this.name.value = store.deskName();
    this.name.addEventListener('change', () => {
      store.setDeskName(this.name.value.trim().slice(0, 40));
      this.name.value = store.deskName();
      this.show();
    });
    const choose = (): void => {
      const session = this.session.value === '' ? null : Number(this.session.value);
      desk.sync.choose(Number(this.day.value), session);
    };
    this.day.addEventListener('change', () => {
      this.session.value = '';
      choose();
    });
    this.session.addEventListener('change', choose);
  }

  show(): void {
    const { network, unsent } = this.desk.sync;
    const [status, words] = networkWords[network];
    this.network.className = status;
    setText(this.network, words);
    this.unsent.hidden = unsent === 0;
    setText(this.unsent, unsent === 0 ? '' : `${unsent} not sent yet`);
    const state = this.desk.day()?.state;
    if (state !== undefined) {
      this.showDay(state);
      this.showSummary();
    }
    this.showWarning(state, network, unsent);
  }

  private showDay(state: DeskState): void {
    fill(
      this.day,
      state.days.map(({ number, date }) => [
        String(number),
        `Day ${number} · ${dateWords(date)}${number === state.today ? ' · today' : ''}`,
      ]),
      String(state.day ?? ''),
    );
    fill(
      this.session,
      [
        ['', 'The whole day'],
        ...state.sessions
          .filter(({ day }) => day === state.day)
          .map(({ id, label }): [string, string] => [String(id), label]),
      ],
      String(state.session ?? ''),
    );
  }

  /** What the desk checks in for, to be read without opening anything. */
  private showSummary(): void {
    const chosen = [this.day, this.session].map(({ selectedOptions }) => selectedOptions[0]?.text);
    setText(part('desk-summary', HTMLElement), [...chosen, this.name.value].join(' · '));
  }

  private showWarning(state: DeskState | undefined, network: Network, unsent: number): void {
    const lines: (Node | string)[][] = [];
    if (network === 'signed_out') {
      const link = element('a', { href: this.warning.dataset.signIn ?? '' }, 'Sign in again');
      lines.push([
        'You are signed out. ',
        link,
        unsent > 0 ? `; ${unsent} are kept here and sent then.` : '.',
      ]);
    }
    if (network === 'offline') {
      lines.push([
        'No network: go on. Everything is kept on this device and sent later; leave this page open or come back to it here.',
      ]);
    }
    if (state !== undefined && state.day !== state.today) {
      lines.push(
        state.today === null
          ? [
              'The workshop is not held today: nobody can be checked in. Corrections are made under Attendance.',
            ]
          : [`Today is Day ${state.today}: nobody can be checked in for another day.`],
      );
    }
    if (!this.store.keeps) {
      lines.push([
        'This browser keeps nothing (private window or full storage): do not close this page before all is sent.',
      ]);
    }
    const text = lines.map((line) => element('p', {}, ...line));
    if (text.map(({ textContent }) => textContent).join() === this.warning.dataset.shown) return;
    this.warning.dataset.shown = text.map(({ textContent }) => textContent).join();
    this.warning.hidden = text.length === 0;
    this.warning.replaceChildren(...text);
  }
}

/** Writes only what is new: screen readers read out what is written. */
function setText(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

function fill(select: HTMLSelectElement, options: [string, string][], chosen: string): void {
  const wanted = JSON.stringify(options);
  if (select.dataset.options !== wanted) {
    select.replaceChildren(...options.map(([value, label]) => element('option', { value }, label)));
    select.dataset.options = wanted;
  }
  select.value = chosen;
}

function dateWords(date: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
}
