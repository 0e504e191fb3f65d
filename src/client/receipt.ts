import { LocalStore, browserStorage } from './survey/local-copy';

const button = document.querySelector<HTMLButtonElement>('#print');
if (button !== null) {
  button.hidden = false;
  button.addEventListener('click', () => {
    window.print();
  });
}

// A sending whose answer was lost on the way has arrived after all: this device may forget it.
const address = window.location.pathname.replace(/\/receipt$/, '');
const store = new LocalStore(browserStorage(), `pec:${address}`);
if (store.read()?.submissionId !== undefined) store.clear();
