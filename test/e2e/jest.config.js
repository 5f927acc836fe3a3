const base = require('../../jest.config.js');

/** Journeys in a real browser against the built server; one at a time. */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/e2e'],
  testRegex: '\\.e2e-spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/need-chromium.js',
  testTimeout: 120_000,
};
