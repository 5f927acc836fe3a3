import { promisify } from 'node:util';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, isPushEndpoint, publicLookup } from './push-endpoint.js';

describe('Push endpoint', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://8.8.8.8/x',
    'https://[2a00:1450:4001:82a::200a]/x',
  ])('accepts a public https address: %s', (endpoint) => expect(isPushEndpoint(endpoint)).toBe(true));

  it.each([
    'http://fcm.googleapis.com/x',
    'https://user:pass@fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://localhost/x',
    'https://server/x',
    'https://printer.local/x',
    'https://metadata.google.internal/x',
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0x7f000001/x',
    'https://0/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.1.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[::ffff:8.8.8.8]/x',
    'https://[64:ff9b::7f00:1]/x',
    'https://[fd00::1]/x',
    'https://[fe80::1]/x',
    'https://[2002:7f00:1::]/x',
    'ftp://fcm.googleapis.com/x',
    'nonsense',
  ])('refuses anything else: %s', (endpoint) => expect(isPushEndpoint(endpoint)).toBe(false));

  it('knows the borders of closed networks', () => {
    expect(['172.15.255.255', '172.32.0.0', '100.63.255.255', '223.255.255.255'].every(isPublicAddress)).toBe(true);
    expect(
      ['172.16.0.0', '172.31.255.255', '100.127.255.255', '224.0.0.0', '255.255.255.255'].some(isPublicAddress),
    ).toBe(false);
  });

  it('fails for a name that leads to this machine', async () => {
    const look = promisify(publicLookup as (...args: Parameters<LookupFunction>) => void);
    await expect(look('localhost', {})).rejects.toThrow('not a public address');
    await expect(look('localhost', { all: true })).rejects.toThrow('not a public address');
  });
});
