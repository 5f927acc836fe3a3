/** Browser journeys: the same rules as the other tests, two files at a time because each starts a browser. */
const base = require('../../jest.config.js');

module.exports = {
  ...base,
  rootDir: '../..',
  globalSetup: '<rootDir>/test/e2e/setup.js',
  roots: ['<rootDir>/test/e2e'],
  testRegex: '\\.e2e-spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
