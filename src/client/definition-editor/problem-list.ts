import type { Problem } from './problem';

/** Shows the problems in the list of the page, each place a button that goes there. */
export function showProblems(
  list: HTMLElement,
  problems: Problem[],
  jump: (line: number, column: number) => void,
): void {
  list.replaceChildren(...problems.map((problem) => item(problem, jump)));
}

function item(
  { severity, message, line, column }: Problem,
  jump: (line: number, column: number) => void,
): HTMLElement {
  const entry = document.createElement('li');
  entry.className = `problem problem-${severity}`;
  if (line !== undefined && column !== undefined) {
    const place = document.createElement('button');
    place.type = 'button';
    place.className = 'btn btn-link problem-place';
    place.textContent = `Line ${line}, column ${column}`;
    place.addEventListener('click', () => {
      jump(line, column);
    });
    entry.append(place, ' ');
  }
  const kind = document.createElement('span');
  kind.className = 'problem-kind';
  kind.textContent = severity === 'error' ? 'Error' : 'Remark';
  const text = document.createElement('span');
  text.textContent = message;
  entry.append(kind, ' ', text);
  return entry;
}
