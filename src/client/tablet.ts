/** The start page of a shared tablet: ready for the next person's code. */
const passes = 20_000;

const field = document.getElementById('code');
if (field instanceof HTMLInputElement) {
  field.focus();
  field.select();
}

// What concerns the person before is not for the next one.
if (window.location.search !== '') {
  setTimeout(() => {
    document.querySelector('[data-passing]')?.remove();
    window.history.replaceState(null, '', window.location.pathname);
  }, passes);
}

// A page that the browser kept is asked for anew.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload();
});
