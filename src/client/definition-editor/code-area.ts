import type { Problem } from './problem';

/**
 * Line numbers and marks beside a text area that stays an ordinary one: what assistive software,
 * spelling, undo and the keyboard do with it is left to the browser. Lines are not wrapped, so
 * that each has the same height.
 */
export class CodeArea {
  private readonly gutter = element('div', 'code-gutter');
  private readonly numbers = element('pre', 'code-numbers');
  private readonly marks = element('div', 'code-marks');
  private lines = 0;

  constructor(
    readonly input: HTMLTextAreaElement,
    frame: HTMLElement,
  ) {
    this.gutter.setAttribute('aria-hidden', 'true');
    this.gutter.append(this.marks, this.numbers);
    frame.prepend(this.gutter);
    frame.classList.add('code-editor-ready');
    input.addEventListener('input', () => {
      this.number();
    });
    input.addEventListener('scroll', () => {
      this.scroll();
    });
    this.number();
  }

  /** Marks the lines with problems; an error wins over a remark on the same line. */
  mark(problems: Problem[]): void {
    const worst = new Map<number, Problem['severity']>();
    for (const { line, severity } of problems) {
      if (line !== undefined && worst.get(line) !== 'error') worst.set(line, severity);
    }
    const height = this.lineHeight();
    this.marks.replaceChildren(
      ...[...worst].map(([line, severity]) => {
        const mark = element('div', `code-mark code-mark-${severity}`);
        mark.dataset.line = String(line);
        mark.textContent = severity === 'error' ? '✕' : '!';
        mark.style.top = `${(line - 1) * height}px`;
        return mark;
      }),
    );
  }

  /** Puts the cursor there and brings the line into view. */
  jump(line: number, column: number): void {
    const start = offsetOf(this.input.value, line, column);
    this.input.focus({ preventScroll: true });
    this.input.setSelectionRange(start, start);
    this.input.scrollTop = Math.max(0, (line - 6) * this.lineHeight());
    this.input.scrollLeft = 0;
    this.input.scrollIntoView({ block: 'nearest' });
  }

  /** Line and column of the cursor, from 1. */
  position(): { line: number; column: number } {
    const before = this.input.value.slice(0, this.input.selectionStart);
    const lines = before.split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }

  private number(): void {
    const lines = this.input.value.split('\n').length;
    if (lines === this.lines) return;
    this.lines = lines;
    this.numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join('\n');
    this.scroll();
  }

  private scroll(): void {
    const shift = `translateY(${-this.input.scrollTop}px)`;
    this.numbers.style.transform = shift;
    this.marks.style.transform = shift;
  }

  private lineHeight(): number {
    return parseFloat(getComputedStyle(this.input).lineHeight);
  }
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}

function element(tag: 'div' | 'pre', className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
