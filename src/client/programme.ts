// Adds the times of the reader's own zone to the programme. Without this program the page shows
// those of the workshop's zone alone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function localDate(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

let different = 0;
for (const times of document.querySelectorAll<HTMLElement>('[data-start][data-end]')) {
  const { start = '', end = '', date = '' } = times.dataset;
  const from = new Date(start);
  const to = new Date(end);
  const own = `${clock.format(from)}–${clock.format(to)}`;
  const sameDay = localDate(from) === date;
  if (sameDay && own === times.textContent.trim()) continue;
  different += 1;
  const line = document.createElement('span');
  line.className = 'session-own';
  const first = sameDay ? clock.format(from) : dayAndClock.format(from);
  const last = localDate(to) === localDate(from) ? clock.format(to) : dayAndClock.format(to);
  line.textContent = `${first}–${last} your time`;
  times.append(line);
}
const note = document.querySelector('[data-own-zone]');
if (note !== null) {
  note.textContent =
    different === 0
      ? 'The clock of this device shows the same.'
      : `“Your time” is that of ${zone}, which this device uses.`;
}
