import { part } from './element';

interface Question {
  title: string;
  lead: string;
  button: string;
  suggestions: string[];
}

/** Asks for a reason; gives undefined when the desk thinks better of it. */
export function askReason(question: Question): Promise<string | undefined> {
  const dialog = part('desk-reason', HTMLDialogElement);
  const input = part('desk-reason-text', HTMLInputElement);
  part('desk-reason-title', HTMLElement).textContent = question.title;
  part('desk-reason-lead', HTMLElement).textContent = question.lead;
  part('desk-reason-button', HTMLButtonElement).textContent = question.button;
  const choices = part('desk-reason-choices', HTMLElement);
  choices.replaceChildren(
    ...question.suggestions.map((suggestion) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-outline-secondary';
      button.textContent = suggestion;
      button.addEventListener('click', () => {
        input.value = suggestion;
        input.focus();
      });
      return button;
    }),
  );
  input.value = question.suggestions[0] ?? '';
  dialog.returnValue = '';
  dialog.showModal();
  input.select();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        const reason = input.value.trim();
        resolve(dialog.returnValue === 'done' && reason !== '' ? reason : undefined);
      },
      { once: true },
    );
  });
}
