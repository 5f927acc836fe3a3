// Starts the longest test files first, so that no worker waits for one long file at the end.
const Sequencer = require('@jest/test-sequencer').default;

const order = [
  /[\\/]test[\\/]drills[\\/]/,
  /standings-properties/,
  /[\\/]test[\\/](contract|api)[\\/]/,
  /accessible-pages|hall-screen/,
  /./,
];

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => order.findIndex((pattern) => pattern.test(path));
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
