/** The file whose presence in a data folder says that the data there is invented. */
export const demoFile = 'demo.json';

/** What stands on every page, mail and export of an installation whose data is invented. */
export const demoText = 'Demo: all data is invented';

let isDemo = false;

/** Set when the data folder is opened. */
export function markAsDemo(demo: boolean): void {
  isDemo = demo;
}

/** The words to show; null where the data is real. */
export function demoMark(): string | null {
  return isDemo ? demoText : null;
}
