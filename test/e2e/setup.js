const base = require('../../jest.config.js');
const needChromium = require('../support/need-chromium.js');

/** What the browser journeys need: a Chromium, and what the other tests need. */
module.exports = async (globalConfig, projectConfig) => {
  await needChromium();
  const path = base.globalSetup?.replace('<rootDir>', globalConfig.rootDir);
  if (path) await require(path)(globalConfig, projectConfig);
};
