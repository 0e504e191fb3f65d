const Sequencer = require('@jest/test-sequencer').default;

// What takes longest begins first, so that no worker is left alone with it at the end. Jest remembers
// how long each file took, but not in a fresh clone.
const longest = [
  'journeys/accessible-pages',
  'client/accessible-forms',
  'mail/killed',
  'survey-engine/oracle',
  'demo/run-demo',
  'journeys/',
  'reports/every-door',
  'indicators/period',
  'killed-server',
  'full-disk',
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = longest.findIndex((part) => path.includes(`/${part}`));
      return place === -1 ? longest.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
