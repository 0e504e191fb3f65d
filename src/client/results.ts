// An address may end with the place of a question, "#q17". Where another part of the form is open, the
// part that holds the question is opened at that place.
function openPartOfQuestion(): void {
  const wanted = window.location.hash.slice(1);
  if (wanted === '' || document.getElementById(wanted) !== null) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-questions]')) {
    if ((link.dataset['questions'] ?? '').split(' ').includes(wanted)) {
      window.location.replace(`${link.href}#${wanted}`);
      return;
    }
  }
}

openPartOfQuestion();
window.addEventListener('hashchange', openPartOfQuestion);
