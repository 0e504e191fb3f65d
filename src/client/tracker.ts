// The tracker of the day, also on a large screen that nobody touches.
import { keepFresh } from './live/keep-fresh';

const place = document.getElementById('tracker');
const full = document.getElementById('tracker-full');

if (place !== null) {
  keepFresh({
    address: place.dataset.address ?? '',
    show: (html) => {
      // What has not changed is left alone, with its focus and its place on the page.
      if (html === place.dataset.shown) return;
      place.dataset.shown = html;
      place.innerHTML = html;
    },
    network: document.getElementById('tracker-network'),
    stale: 'No connection: these figures are not the newest. Reload the page if this stays.',
  });
}

if (full !== null && place !== null && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener('click', () => void place.requestFullscreen());
}
