import type { AppConfig } from '../config/environment.js';
import { RequestAddress } from './request-address.js';

type Headers = Record<string, string>;

const at = (settings: Partial<AppConfig>) => new RequestAddress(settings as AppConfig);
const from = (headers: Headers, remoteAddress = '127.0.0.1', method = 'POST') => ({
  method,
  headers,
  socket: { remoteAddress },
});

describe('RequestAddress.clientOf', () => {
  const xff = (value: string) => from({ 'x-forwarded-for': value });

  it.each<[string, string]>([
    ['203.0.113.8', '203.0.113.8'],
    ['203.0.113.8:50001', '203.0.113.8'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['198.51.100.1, 203.0.113.8', '203.0.113.8'],
    ['unknown', '127.0.0.1'],
    ['', '127.0.0.1'],
    ['198.51.100.1, ,203.0.113.8:80 ', '203.0.113.8'],
  ])('reads X-Forwarded-For %p of one proxy as %s', (value, client) => {
    expect(at({ TRUST_PROXY: 1 }).clientOf(xff(value))).toBe(client);
  });

  it.each<[string, string]>([
    ['for=192.0.2.60;proto=http;by=203.0.113.43', '192.0.2.60'],
    ['For="[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['for=198.51.100.1, for="203.0.113.8:1234"', '203.0.113.8'],
    ['for=_hidden', '127.0.0.1'],
    ['for=198.51.100.1, by=10.0.0.1;proto=https', '127.0.0.1'],
    ['for=_hidden, for="[2001:db8::2]"', '2001:db8::2'],
    ['for="unbalanced', '127.0.0.1'],
  ])('reads Forwarded %p of one proxy as %s', (forwarded, client) => {
    expect(at({ TRUST_PROXY: 1 }).clientOf(from({ forwarded }))).toBe(client);
  });

  it('counts the proxies and ignores addresses that a client wrote', () => {
    const headers = { 'x-forwarded-for': '10.9.9.9, 203.0.113.8, 192.0.2.7' };
    expect(at({}).clientOf(from(headers))).toBe('127.0.0.1');
    expect(at({ TRUST_PROXY: 1 }).clientOf(from(headers))).toBe('192.0.2.7');
    expect(at({ TRUST_PROXY: 2 }).clientOf(from(headers))).toBe('203.0.113.8');
  });

  it('walks listed proxies only, by address and by subnet', () => {
    const address = at({ TRUST_PROXY: '127.0.0.1, 192.0.2.0/24 ,fd00::/8' });
    const headers = { 'x-forwarded-for': '203.0.113.8, 192.0.2.7' };
    expect(address.clientOf(from(headers))).toBe('203.0.113.8');
    expect(address.clientOf(from(headers, '::ffff:127.0.0.1'))).toBe('203.0.113.8');
    expect(address.clientOf(from(headers, 'fd00::9'))).toBe('203.0.113.8');
    expect(address.clientOf(from(headers, '198.51.100.9'))).toBe('198.51.100.9');
  });
});

describe('RequestAddress.originOf', () => {
  const outer = { 'x-forwarded-proto': 'https' };

  it.each<[string, Headers, string | null]>([
    ['its Host', { host: '127.0.0.1:3000' }, 'http://127.0.0.1:3000'],
    ['an IPv6 Host', { host: '[::1]:3000' }, 'http://[::1]:3000'],
    [
      'the outer host',
      { host: '127.0.0.1:3000', 'x-forwarded-host': 'Board.example.kz', ...outer },
      'https://board.example.kz',
    ],
    [
      'the first of several hosts',
      { host: 'inner', 'x-forwarded-host': 'board.example.kz, inner', ...outer },
      'https://board.example.kz',
    ],
    [
      'the first of several protocols',
      { host: 'board.example.kz', 'x-forwarded-proto': 'https, http' },
      'https://board.example.kz',
    ],
    ['a quoted host', { host: 'x', 'x-forwarded-host': '"board.example.kz"', ...outer }, 'https://board.example.kz'],
    ['the default port of https', { host: 'board.example.kz:443', ...outer }, 'https://board.example.kz'],
    ['the port of an inner proxy', { host: 'board.example.kz:80', ...outer }, 'https://board.example.kz'],
    ['another port', { host: 'board.example.kz:8443', ...outer }, 'https://board.example.kz:8443'],
    [
      'the forwarded port',
      { host: 'x', 'x-forwarded-host': 'board.example.kz', 'x-forwarded-port': '8443', ...outer },
      'https://board.example.kz:8443',
    ],
    [
      'the forwarded port beside a Host that is passed on',
      { host: 'board.example.kz', 'x-forwarded-port': '8443', ...outer },
      'https://board.example.kz:8443',
    ],
    [
      'the Host that is passed on, not the default port of an inner proxy',
      { host: 'board.example.kz', 'x-forwarded-port': '80', ...outer },
      'https://board.example.kz',
    ],
    [
      'the port that Host names, whatever port is forwarded',
      { host: '[2001:db8::1]:8444', 'x-forwarded-port': '9000', ...outer },
      'https://[2001:db8::1]:8444',
    ],
    [
      'Forwarded',
      { host: 'inner:3000', forwarded: 'for=192.0.2.60;host="board.example.kz:443";proto=https, for=10.0.0.1' },
      'https://board.example.kz',
    ],
    ['a protocol of sockets', { host: 'board.example.kz', 'x-forwarded-proto': 'wss' }, 'https://board.example.kz'],
    ['a protocol nobody knows', { host: 'board.example.kz', 'x-forwarded-proto': 'gopher' }, 'http://board.example.kz'],
    ['no address in a malformed Host', { host: 'board.example.kz/..', ...outer }, null],
    ['no address in a Host with an account', { host: 'own@elsewhere.example', ...outer }, null],
  ])('behind a proxy is %s', (_, headers, origin) => {
    expect(at({ TRUST_PROXY: 1 }).originOf(from(headers))).toBe(origin);
  });

  it('ignores every header of a proxy that is not trusted', () => {
    const headers = { host: 'a:3000', 'x-forwarded-host': 'b', forwarded: 'host=c;proto=https', ...outer };
    expect(at({}).originOf(from(headers))).toBe('http://a:3000');
    expect(at({ TRUST_PROXY: '192.0.2.1' }).originOf(from(headers))).toBe('http://a:3000');
  });

  it('yields to PUBLIC_URL where one address is needed', () => {
    const address = at({ PUBLIC_URL: 'https://qorzhyn.example/' });
    expect(address.baseOf(from({ host: '127.0.0.1:3000' }))).toBe('https://qorzhyn.example');
  });

  it.each<[string, Partial<AppConfig>, Headers, boolean]>([
    ['PUBLIC_URL of https, behind a proxy that is not trusted', { PUBLIC_URL: 'https://boards.example' }, {}, true],
    ['PUBLIC_URL of https under a second name', { PUBLIC_URL: 'https://boards.example' }, { host: 'second' }, true],
    ['PUBLIC_URL of https with a malformed Host', { PUBLIC_URL: 'https://boards.example' }, { host: 'a/b' }, true],
    ['PUBLIC_URL of http', { PUBLIC_URL: 'http://boards.example' }, outer, false],
    ['a trusted proxy that speaks TLS', { TRUST_PROXY: 1 }, outer, true],
    [
      'a trusted proxy that speaks TLS beside PUBLIC_URL of http',
      { TRUST_PROXY: 1, PUBLIC_URL: 'http://a' },
      outer,
      true,
    ],
    ['a trusted proxy without TLS', { TRUST_PROXY: 1 }, { 'x-forwarded-proto': 'http' }, false],
    ['a proxy that is not trusted', {}, outer, false],
    ['this machine', {}, {}, false],
  ])('knows whether people come over TLS: %s', (_, settings, headers, isOverTls) => {
    expect(at(settings).isOverTls(from({ host: '127.0.0.1:3000', ...headers }))).toBe(isOverTls);
  });

  it.each<[host: string, localAddress: string, base: string | null]>([
    ['127.0.0.1:3000', '127.0.0.1', 'http://127.0.0.1:3000'],
    ['192.168.1.7:3000', '::ffff:192.168.1.7', 'http://192.168.1.7:3000'],
    ['[fd00::7]:3000', 'fd00::7', 'http://[fd00::7]:3000'],
    ['localhost:3000', '::1', 'http://localhost:3000'],
    ['stranger.example', '127.0.0.1', null],
    ['stranger.example:3000', '127.0.0.1', null],
    ['203.0.113.66:3000', '192.168.1.7', null],
    ['127.0.0.1:3001', '127.0.0.1', null],
    ['localhost', '127.0.0.1', null],
  ])('makes links for Host %s at %s with base %s', (host, localAddress, base) => {
    const request = { ...from({ host }), socket: { remoteAddress: '127.0.0.1', localAddress, localPort: 3000 } };
    expect(at({}).baseOf(request)).toBe(base);
  });

  it('makes links for the host that a trusted proxy reports', () => {
    const request = from({ host: 'inner:3000', 'x-forwarded-host': 'boards.example', 'x-forwarded-proto': 'https' });
    expect(at({ TRUST_PROXY: 1 }).baseOf(request)).toBe('https://boards.example');
    expect(at({}).baseOf(request)).toBeNull();
  });
});

describe('RequestAddress.isSameOriginWrite', () => {
  const own = at({});
  const published = at({ PUBLIC_URL: 'https://qorzhyn.example' });
  const write = (headers: Headers, method = 'POST') =>
    from({ host: '127.0.0.1:3000', ...headers }, '127.0.0.1', method);

  it.each<[string, Headers, isOwn: boolean, isPublished: boolean]>([
    ['from a page of the address of the request', { origin: 'http://127.0.0.1:3000' }, true, false],
    ['from a page of PUBLIC_URL', { origin: 'https://qorzhyn.example' }, false, true],
    ['from a page of PUBLIC_URL with its default port', { origin: 'https://qorzhyn.example:443' }, false, true],
    ['from PUBLIC_URL without TLS', { origin: 'http://qorzhyn.example' }, false, false],
    ['from a program', {}, true, true],
    ['from another site', { origin: 'https://elsewhere.example' }, false, false],
    ['from a name that leads here', { host: 'rebound.example', origin: 'http://rebound.example' }, true, false],
    ['from another port', { origin: 'http://127.0.0.1:3001' }, false, false],
    ['from a sandboxed frame', { origin: 'null' }, false, false],
    ['from a malformed origin', { origin: 'http://127.0.0.1:3000:1' }, false, false],
    ['from a site that hides its origin', { 'sec-fetch-site': 'cross-site' }, false, false],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, false, false],
    ['typed by the reader', { 'sec-fetch-site': 'none' }, true, true],
  ])('%s: %s → %s, with PUBLIC_URL %s', (_, headers, isOwn, isPublished) => {
    expect([own, published].map((address) => address.isSameOriginWrite(write(headers)))).toEqual([isOwn, isPublished]);
  });

  it('lets reads pass from anywhere', () => {
    expect(published.isSameOriginWrite(write({ origin: 'https://elsewhere.example' }, 'GET'))).toBe(true);
  });

  it('refuses an opaque origin even where the Host is malformed', () => {
    expect(at({}).isSameOriginWrite(from({ host: 'a/b', origin: 'null' }))).toBe(false);
  });
});
