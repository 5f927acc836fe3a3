import { Secret, TOTP } from 'otpauth';
import { isSealed, openSecret, sealSecret, UnreadableSecret } from '../../vault/sealed-secret.js';
import { base32, newTotpSecret, stepOf, totpUri } from './totp.js';
import { newRecoveryCode, readCode } from './typed-code.js';

const now = new Date('2026-03-01T07:00:10.000Z');
const STEP = Math.floor(now.getTime() / 30_000);
// The secret of the test vectors of RFC 6238.
const secret = Buffer.from('12345678901234567890');

describe('codes of an app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('agree with RFC 6238 at second %i', (second, code) => {
    expect(stepOf(code, secret, new Date(second * 1000))).toBe(Math.floor(second / 30));
  });

  it.each([
    [-2, null],
    [-1, STEP - 1],
    [0, STEP],
    [1, STEP + 1],
    [2, null],
  ])('%i steps off belong to step %s', (steps, step) => {
    const app = new TOTP({ secret: Secret.fromHex(secret.toString('hex')) });
    const code = app.generate({ timestamp: now.getTime() + steps * 30_000 });
    expect(stepOf(code, secret, now)).toBe(step);
    expect(stepOf(code, newTotpSecret(), now)).toBeNull();
  });

  it('come from a secret of 160 bits that the address carries', () => {
    const made = newTotpSecret();
    expect(made).toHaveLength(20);
    expect(newTotpSecret()).not.toEqual(made);
    const uri = new URL(totpUri(made, 'aigul@aktau+1'));
    expect([uri.protocol, uri.host, uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'totp', 'Qorzhyn']);
    expect(uri.searchParams.get('secret')).toBe(base32(made));
    expect(decodeURIComponent(uri.pathname)).toBe('/Qorzhyn:aigul@aktau+1');
  });
});

describe('typed codes', () => {
  it.each(['123456', ' 123 456 ', '123-456', '123\u00a0456', '123–456'])('«%s» is the code of an app', (typed) =>
    expect(readCode(typed)).toEqual({ kind: 'totp', code: '123456' }),
  );

  it('are recovery codes in any case, with letters that read alike', () => {
    const read = readCode('0123-4567-89AB-1H0K');
    expect(read?.kind).toBe('recovery');
    for (const same of ['0123456789ab1h0k', ' o123 4567 89ab lhok ', '0123–4567–89AB–IHOK'])
      expect(readCode(same)).toEqual(read);
    expect(readCode('0123-4567-89AB-1H0J')).not.toEqual(read);
  });

  it.each(['', '12345', '1234567', '١٢٣٤٥٦', '0123-4567-89AB-1H0', '0123-4567-89AB-1H0U', 'код', '1'.repeat(100)])(
    '«%s» is no code',
    (typed) => expect(readCode(typed)).toBeNull(),
  );

  it('are accepted as every new recovery code is shown', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      expect(readCode(code)?.kind).toBe('recovery');
    }
  });
});

describe('stored secrets', () => {
  const KEY = 'a key of at least thirty-two signs';

  it('are unreadable without the key and in another row', () => {
    const sealed = sealSecret(secret, KEY, 'a-1 f-1');
    expect(sealed.includes(secret)).toBe(false);
    expect(sealSecret(secret, KEY, 'a-1 f-1')).not.toEqual(sealed);
    expect(openSecret(sealed, KEY, 'a-1 f-1')).toEqual(secret);
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    for (const [stored, key, row] of [
      [sealed, undefined, 'a-1 f-1'],
      [sealed, `${KEY}!`, 'a-1 f-1'],
      [sealed, KEY, 'a-2 f-1'],
      [changed, KEY, 'a-1 f-1'],
      [sealed.subarray(0, 20), KEY, 'a-1 f-1'],
      [Buffer.of(), KEY, 'a-1 f-1'],
      [Buffer.of(7, 7), KEY, 'a-1 f-1'],
    ] as const)
      expect(() => openSecret(stored, key, row)).toThrow(UnreadableSecret);
  });

  it('stay readable in a row of the time before the key', () => {
    const plain = sealSecret(secret, undefined, 'a-1 f-1');
    expect([isSealed(plain), isSealed(sealSecret(secret, KEY, 'a-1 f-1'))]).toEqual([false, true]);
    expect(openSecret(plain, KEY, 'a-1 f-1')).toEqual(secret);
  });
});
