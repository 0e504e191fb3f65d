import { Camera } from './check-in/camera';
import { CheckInDesk } from './check-in/check-in-desk';
import { aboutPerson } from './check-in/day-lists';
import { DeskControls } from './check-in/desk-controls';
import { DeskServer } from './check-in/desk-server';
import { DeviceStore, deviceStorage } from './check-in/device-store';
import { part } from './check-in/element';
import { findPeople } from './check-in/find-people';
import { looksLikeCode } from './check-in/badge-hash';
import { keepShell } from './check-in/offline-shell';
import { SearchBox } from './check-in/search-box';

const page = part('desk', HTMLElement);
const address = (name: string): string => page.dataset[name] ?? '';
const input = part('desk-input', HTMLInputElement);

const store = new DeviceStore(deviceStorage());
const server = new DeskServer(
  { state: address('state'), events: address('events'), walkIns: address('walkIns') },
  address('csrf'),
);
const desk = new CheckInDesk(server, store);
const controls = new DeskControls(desk, store);

const search = new SearchBox({
  input,
  list: part('desk-matches', HTMLElement),
  find: (typed) => {
    const day = desk.day();
    if (day === undefined) return [];
    return findPeople(day.people, typed, ({ id }) => day.standingOf(id) !== undefined);
  },
  describe: (person) =>
    [aboutPerson(person), desk.standingWords(person)].filter(Boolean).join(' · '),
  isCode: looksLikeCode,
  choose: (person) => {
    desk.checkInPerson(person, 'typed');
  },
  scanned: (code) => {
    void desk.scan(code);
  },
  nothing: (typed) => {
    desk.say({
      tone: 'caution',
      words: `Nobody is found under “${typed}”.`,
      note: 'Type at least two letters of a name, or register a walk-in.',
    });
  },
  several: (count) => {
    desk.say({
      tone: 'caution',
      words: `${count} people are found.`,
      note: 'Choose with the arrow keys, then press Enter.',
    });
  },
});

const camera = new Camera(
  new URL(address('reader'), location.href).href,
  (code) => {
    void desk.scan(code);
  },
  (words) => {
    desk.say({ tone: 'caution', words });
  },
);
part('desk-camera-button', HTMLButtonElement).addEventListener('click', () => {
  if (camera.open) camera.stop();
  else void camera.start();
});
part('desk-camera-close', HTMLButtonElement).addEventListener('click', () => {
  camera.stop();
  input.focus();
});
part('desk-walk-in-button', HTMLButtonElement).addEventListener('click', () => {
  desk.walkIns.open(looksLikeCode(input.value) ? '' : input.value);
  search.clear();
});

desk.onChange(() => {
  controls.show();
});
addEventListener('online', () => void desk.sync.run());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void desk.sync.run();
});
addEventListener('beforeunload', (event) => {
  // The list survives closing; a device that is put away would still not send it.
  if (desk.sync.unsent > 0) event.preventDefault();
});

controls.show();
void desk.sync.run();
const files = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(
  ({ href }) => href,
);
const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(
  ({ src }) => src,
);
const chunks = performance.getEntriesByType('resource').map(({ name }) => name);
void keepShell(address('worker'), [
  ...files,
  ...scripts,
  ...chunks.filter((name) => new URL(name).pathname.startsWith('/assets/')),
  address('reader'),
]);
