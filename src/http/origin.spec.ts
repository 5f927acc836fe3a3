import { isOwnWrite } from './origin.js';

const write = (headers: Record<string, string>, method = 'POST') => ({
  method,
  protocol: 'http',
  host: '127.0.0.1:3000',
  headers,
});

describe('a write', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['from our own page', { origin: 'http://127.0.0.1:3000' }, true],
    ['from our page behind the public address', { origin: 'https://qorzhyn.example' }, true],
    ['from a program', {}, true],
    ['from another site', { origin: 'https://elsewhere.example' }, false],
    ['from another port', { origin: 'http://127.0.0.1:3001' }, false],
    ['from a sandboxed frame', { origin: 'null' }, false],
    ['from a site that hides its origin', { 'sec-fetch-site': 'cross-site' }, false],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, false],
    ['typed by the reader', { 'sec-fetch-site': 'none' }, true],
  ])('%s: %s → %s', (_, headers, own) => {
    expect(isOwnWrite(write(headers), 'https://qorzhyn.example/board')).toBe(own);
  });

  test('is what the rule is about: reading from elsewhere is free', () => {
    expect(isOwnWrite(write({ origin: 'https://elsewhere.example' }, 'GET'), undefined)).toBe(true);
  });
});
