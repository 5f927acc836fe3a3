import { isInAppBrowser } from './in-app-browser.js';

const isInApp = (agent?: string) => isInAppBrowser({ headers: agent === undefined ? {} : { 'user-agent': agent } });
const ANDROID = 'Mozilla/5.0 (Linux; Android 13; SM-A127F';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('in-app browser', () => {
  it.each([
    `${ANDROID} Build/TP1A; wv) ${CHROME} Telegram-Android/11.2.3 (Samsung SM-A127F; Android 13; SDK 33; LOW)`,
    `${ANDROID} Build/TP1A; wv) ${CHROME} Instagram 330.0.0.40.92 Android`,
    `${ANDROID} Build/TP1A; wv) ${CHROME}`,
    `${IPHONE} Mobile/15E148 Instagram 331.0.3.29.90 (iPhone14,5; iOS 17_5)`,
    `${IPHONE} Mobile/21F79 [FBAN/FBIOS;FBAV/465.0.0.32.92]`,
    'WhatsApp/2.24.11.78 A',
  ])('is recognised in %s', (agent) => expect(isInApp(agent)).toBe(true));

  it.each([
    `${ANDROID}) ${CHROME.replace('Version/4.0 ', '')}`,
    `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
    undefined,
  ])('is not found in %s', (agent) => expect(isInApp(agent)).toBe(false));
});
