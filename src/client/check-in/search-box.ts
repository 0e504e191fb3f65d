import { element } from './element';
import type { DeskPerson } from './desk-types';

interface SearchBoxOptions {
  input: HTMLInputElement;
  list: HTMLElement;
  /** People whose names begin so. */
  find: (typed: string) => DeskPerson[];
  /** What stands beside a name. */
  describe: (person: DeskPerson) => string;
  isCode: (typed: string) => boolean;
  choose: (person: DeskPerson) => void;
  scanned: (code: string) => void;
  nothing: (typed: string) => void;
  several: (count: number) => void;
}

/**
 * The desk's one input: two letters of a name, or what a scanner types. Enter takes the only
 * person found, or the one marked with the arrow keys; of several it marks the first, so that
 * nobody is checked in by chance.
 */
export class SearchBox {
  private found: DeskPerson[] = [];
  private marked = -1;

  constructor(private readonly options: SearchBoxOptions) {
    const { input } = options;
    input.addEventListener('input', () => {
      this.search();
    });
    input.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    // A scanner types wherever the keyboard goes: into the page, it means this input.
    document.addEventListener('keydown', (event) => {
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey && event.key.length === 1;
      const inUse = document.activeElement?.closest('a, button, input, select, textarea, dialog');
      if (plain && !inUse) input.focus();
    });
  }

  /** Empties the input for the next person. */
  clear(): void {
    this.options.input.value = '';
    this.search();
  }

  /** Searches again, after people came or went. */
  search(): void {
    const { input, find, isCode } = this.options;
    this.found = isCode(input.value) ? [] : find(input.value);
    this.marked = this.found.length === 1 ? 0 : -1;
    this.draw();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (this.found.length === 0) return;
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      const { length } = this.found;
      this.marked =
        this.marked === -1 && step === -1 ? length - 1 : (this.marked + step + length) % length;
      this.draw();
    } else if (key === 'Escape') {
      this.clear();
    } else if (key === 'Enter') {
      event.preventDefault();
      this.enter();
    }
  }

  private enter(): void {
    const { input, isCode, choose, scanned, nothing, several } = this.options;
    const typed = input.value.trim();
    if (typed === '') return;
    const person = this.found[this.marked];
    if (isCode(typed)) {
      this.clear();
      scanned(typed);
    } else if (person !== undefined) {
      this.clear();
      choose(person);
    } else if (this.found.length > 1) {
      this.marked = 0;
      this.draw();
      several(this.found.length);
    } else {
      nothing(typed);
      input.select();
    }
  }

  private draw(): void {
    const { input, list, describe, choose } = this.options;
    list.replaceChildren(
      ...this.found.map((person, index) => {
        const option = element(
          'li',
          {
            role: 'option',
            id: `desk-match-${index}`,
            class: 'desk-match',
            'aria-selected': String(index === this.marked),
          },
          element('span', { class: 'desk-match-name' }, person.name),
          element('span', { class: 'quiet' }, describe(person)),
        );
        // Before the input loses the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
        });
        option.addEventListener('click', () => {
          this.clear();
          choose(person);
          input.focus();
        });
        return option;
      }),
    );
    list.hidden = this.found.length === 0;
    input.setAttribute('aria-expanded', String(this.found.length > 0));
    if (this.marked === -1) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `desk-match-${this.marked}`);
  }
}
