const { join } = require('path');
const base = require('../../jest.config.js');
const needChromium = require('../support/need-chromium.js');
const { buildWeb } = require('../support/web-build.ts');

/** Checks that a Chromium exists, prepares as for the other tests, and builds the pages that all files show. */
module.exports = async (globalConfig, projectConfig) => {
  await needChromium();
  const path = base.globalSetup?.replace('<rootDir>', globalConfig.rootDir);
  if (path) await require(path)(globalConfig, projectConfig);
  process.env.TEST_WEB_DIST = join(process.env.TEST_POSTGRES_DIR, 'web');
  buildWeb();
};
