import { hostsOf, isDatabaseAddress, withHost } from './postgres-address.js';

describe('the address of a database', () => {
  const two = 'postgres://me:p%40ss@one.example:5433,[::1]/db?target_session_attrs=read-write&sslmode=require';

  it('may name several hosts, each with its port', () => {
    expect(hostsOf(two)).toEqual([
      { host: 'one.example', port: 5433 },
      { host: '[::1]', port: 5432 },
    ]);
    expect(hostsOf('postgres://127.0.0.1/db')).toEqual([{ host: '127.0.0.1', port: 5432 }]);
  });

  it('takes no part of a password for a host', () => {
    expect(hostsOf('postgres://me:p@ss@a,b:1/db')).toEqual([
      { host: 'a', port: 5432 },
      { host: 'b', port: 1 },
    ]);
    expect(withHost('postgres://me:p@ss@a,b/db', { host: 'b', port: 1 })).toBe('postgres://me:p@ss@b:1/db');
    for (const bad of ['postgres://me:pa#ss@a/db', 'postgres://me:pa/ss@a/db', 'postgres://me:pa?ss@a,b/db'])
      expect([bad, hostsOf(bad)]).toEqual([bad, null]);
  });

  it('keeps everything else when one of them is chosen', () => {
    expect(withHost(two, { host: '127.0.0.1', port: 9 })).toBe('postgres://me:p%40ss@127.0.0.1:9/db?sslmode=require');
    expect(withHost('postgresql://a,b', { host: 'b', port: 1 })).toBe('postgresql://b:1');
  });

  it('refuses a missing host, a bad port and a read-only target', () => {
    expect(
      [two, 'postgres://a/db', 'postgresql://u@a:1,b:2/db?target_session_attrs=primary'].every(isDatabaseAddress),
    ).toBe(true);
    for (const bad of [
      'postgres://a,,b/db',
      'postgres://a:port/db',
      'mysql://a/db',
      'postgres://a:99999/db',
      'postgres://',
    ])
      expect([bad, isDatabaseAddress(bad)]).toEqual([bad, false]);
    expect(isDatabaseAddress('postgres://a,b/db?target_session_attrs=standby')).toBe(false);
  });
});
