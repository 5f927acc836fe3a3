import { relyingParty } from './relying-party.js';

describe('relying party', () => {
  it.each([
    ['https://qorzhyn.example.kz', 'http://10.0.0.5:3000', 'qorzhyn.example.kz', 'https://qorzhyn.example.kz'],
    ['https://qorzhyn.example.kz:8443', null, 'qorzhyn.example.kz', 'https://qorzhyn.example.kz:8443'],
    [null, 'http://localhost:3000', 'localhost', 'http://localhost:3000'],
    ['http://localhost:3000', null, 'localhost', 'http://localhost:3000'],
  ])('for %s and %s is %s', (configured, asked, rpId, origin) => {
    expect(relyingParty(configured, asked)).toEqual({ rpId, origin });
  });

  it.each([
    [null, 'http://127.0.0.1:3000'],
    [null, 'https://forged.example'],
    [null, null],
    ['http://qorzhyn.example.kz', 'http://localhost:3000'],
    ['https://10.0.0.5', null],
    ['https://[2001:db8::1]', null],
  ])('does not exist for %s and %s', (configured, asked) => {
    expect(relyingParty(configured, asked)).toBeNull();
  });
});
