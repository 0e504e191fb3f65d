export {};

// Shows what the ticked people would make of each day, as soon as a box is ticked.
const form = document.querySelector<HTMLFormElement>('form[data-outlook]');
const outlook = document.getElementById('outlook');

let asked = 0;

async function refresh(source: HTMLFormElement, target: HTMLElement): Promise<void> {
  asked += 1;
  const mine = asked;
  const query = new URLSearchParams();
  for (const box of source.querySelectorAll<HTMLInputElement>('input[name="ids"]:checked')) {
    query.append('selected', box.value);
  }
  const answer = await fetch(`${source.dataset.outlook ?? ''}?${query.toString()}`);
  // Answers may overtake each other: only the last question counts.
  if (answer.ok && mine === asked) target.innerHTML = await answer.text();
}

if (form !== null && outlook !== null) {
  for (const element of form.querySelectorAll<HTMLElement>('[data-without-script]')) {
    element.hidden = true;
  }
  form.addEventListener('change', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== 'ids') return;
    refresh(form, outlook).catch(() => undefined);
  });
}
