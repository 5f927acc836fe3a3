import { deviceName } from './device-name.js';

const MOZILLA = 'Mozilla/5.0';
const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('deviceName', () => {
  it.each([
    [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36`, 'Chrome, Windows'],
    [`${MOZILLA} (Windows NT 10.0) ${KHTML} Chrome/131.0.0.0 Safari/537.36 Edg/131.0`, 'Edge, Windows'],
    [`${MOZILLA} (Windows NT 10.0) ${KHTML} Chrome/130.0 YaBrowser/24.12 Safari/537.36`, 'Yandex, Windows'],
    [`${MOZILLA} (Linux; Android 14; SM-A155F) ${KHTML} Chrome/131.0 Mobile Safari/537.36`, 'Chrome, Android'],
    [`${MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1`, 'Safari, iOS'],
    [`${MOZILLA} (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0`, 'Firefox, Linux'],
    [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15`, 'Safari, macOS'],
    ['curl/8.5.0', null],
    ['node', null],
    ['', null],
    [undefined, null],
    ['x'.repeat(100_000), null],
  ])('names the device of %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
