// A page that stays true while it is open: asks for itself again every few seconds and puts in
// what has changed, and nothing else, so that keyboards and screen readers stay where they are.
export {};

const every = 5000;
const page = document.querySelector<HTMLElement>('[data-live-page]');
const network = document.getElementById('live-network');

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

async function refresh(): Promise<void> {
  if (page === null || document.hidden) return;
  let note = '';
  try {
    const response = await fetch(page.dataset.livePage ?? '', {
      headers: { Accept: 'text/html' },
      signal: AbortSignal.timeout(every * 2),
    });
    // Signed out, the answer is the way to the sign-in page.
    if (!response.ok || response.redirected) throw new Error();
    bringUpToDate(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    note = 'No connection: what this page shows is not the newest. Reload it if this stays.';
  }
  if (network !== null && network.textContent !== note) network.textContent = note;
}

setInterval(() => void refresh(), every);
document.addEventListener('visibilitychange', () => void refresh());
