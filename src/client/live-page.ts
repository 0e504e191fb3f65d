// A page that stays true while it is open: asks for itself again every few seconds and puts in
// what has changed, and nothing else, so that keyboards and screen readers stay where they are.
import { keepFresh } from './live/keep-fresh';

const page = document.querySelector<HTMLElement>('[data-live-page]');

/** Rows instead of their table, so that it keeps its place when scrolled. */
function changing(part: Element, fresh: Element): [Element, Element] {
  const [body, freshBody] = [part.querySelector('tbody'), fresh.querySelector('tbody')];
  return body === null || freshBody === null ? [part, fresh] : [body, freshBody];
}

function bringUpToDate(fresh: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const other = fresh.querySelector(`[data-live="${part.dataset.live ?? ''}"]`);
    if (other === null) continue;
    const [old, next] = changing(part, other);
    // Rows that somebody works in wait until the keyboard has left them.
    if (old.innerHTML === next.innerHTML || old.contains(document.activeElement)) continue;
    old.replaceChildren(...next.childNodes);
  }
}

if (page !== null) {
  keepFresh({
    address: page.dataset.livePage ?? '',
    show: (html) => {
      bringUpToDate(new DOMParser().parseFromString(html, 'text/html'));
    },
    network: document.getElementById('live-network'),
    stale: 'No connection: what this page shows is not the newest. Reload it if this stays.',
  });
}
