const base = require('../../jest.config.js');
const needChromium = require('../support/need-chromium.js');

/** Checks that a Chromium exists, then prepares as for the other tests. */
module.exports = async (globalConfig, projectConfig) => {
  await needChromium();
  const path = base.globalSetup?.replace('<rootDir>', globalConfig.rootDir);
  if (path) await require(path)(globalConfig, projectConfig);
};
