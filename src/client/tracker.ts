// The tracker of the day: asks for the figures again every few seconds, also on a large screen
// that nobody touches.
const every = 5000;
const place = document.getElementById('tracker');
const network = document.getElementById('tracker-network');
const full = document.getElementById('tracker-full');

async function refresh(): Promise<void> {
  if (place === null || document.hidden) return;
  let note = '';
  try {
    const response = await fetch(place.dataset.address ?? '', {
      headers: { Accept: 'text/html' },
      signal: AbortSignal.timeout(every * 2),
    });
    // Signed out, the answer is the way to the sign-in page.
    if (!response.ok || response.redirected) throw new Error();
    const html = await response.text();
    // What has not changed is left alone, with its focus and its place on the page.
    if (html !== place.dataset.shown) {
      place.dataset.shown = html;
      place.innerHTML = html;
    }
  } catch {
    note = 'No connection: these figures are not the newest. Reload the page if this stays.';
  }
  if (network !== null && network.textContent !== note) network.textContent = note;
}

setInterval(() => void refresh(), every);
document.addEventListener('visibilitychange', () => void refresh());

if (full !== null && place !== null && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener('click', () => void place.requestFullscreen());
}
