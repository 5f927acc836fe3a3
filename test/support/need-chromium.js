const { existsSync } = require('node:fs');

/** Where the browser of the tests is: `CHROMIUM_PATH`, or the places of Debian and of common installations. */
function chromiumPath() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

module.exports = async () => {
  if (chromiumPath() === null) {
    throw new Error(
      'The browser tests need Chromium: install it (Debian: apt-get install chromium) or name it with CHROMIUM_PATH.',
    );
  }
};
module.exports.chromiumPath = chromiumPath;
