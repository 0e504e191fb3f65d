// Coding by keys: a digit marks the code of its place, Enter saves and goes on. Typed text is left alone.
const form = document.querySelector<HTMLFormElement>('form[data-coding]');

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox')
  );
}

document.addEventListener('keydown', (event) => {
  if (form === null || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }
  const box = form.querySelector<HTMLInputElement>(`input[data-key="${CSS.escape(event.key)}"]`);
  if (box !== null) {
    event.preventDefault();
    box.checked = !box.checked;
    box.focus();
    return;
  }
  const onControl =
    event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  if (event.key === 'Enter' && !onControl) {
    event.preventDefault();
    form.requestSubmit();
  }
});
