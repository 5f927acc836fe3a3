import { SECURE_SESSION_COOKIE, SESSION_COOKIE } from '../http/access.js';
import { sessionName, sessionsIn, tokensIn } from './session-cookie.js';

const [mine, theirs] = ['a'.repeat(43), 'b'.repeat(43)];
const plain = (token: string) => ({ cookie: SESSION_COOKIE, token }) as const;
const secure = (token: string) => ({ cookie: SECURE_SESSION_COOKIE, token }) as const;
const header = (...tokens: readonly { cookie: string; token: string }[]) =>
  tokens.map(({ cookie, token }) => `${cookie}=${token}`).join('; ');

describe('sessionsIn', () => {
  it('finds the session of one cookie among others', () => {
    expect(sessionsIn(`qorzhyn_lang=ru; ${header(plain(mine))};x=1`)).toEqual([sessionName(plain(mine))]);
    expect(sessionsIn(header(secure(mine)))).toEqual([sessionName(secure(mine))]);
  });

  it('finds none where no value is a token', () => {
    const others = [undefined, '', 'qorzhyn_session', 'qorzhyn_session=', `qorzhyn_session=${mine}x`];
    for (const one of [...others, `QORZHYN_SESSION=${mine}`, `x_qorzhyn_session=${mine}`])
      expect([one, sessionsIn(one)]).toEqual([one, []]);
  });

  it('prefers the protected name, whatever the order', () => {
    for (const both of [header(plain(theirs), secure(mine)), header(secure(mine), plain(theirs))])
      expect(sessionsIn(both)).toEqual([sessionName(secure(mine))]);
  });

  it('names both of two cookies that differ', () => {
    expect(sessionsIn(header(plain(mine), plain(theirs)))).toHaveLength(2);
    expect(sessionsIn(header(secure(mine), secure(theirs)))).toHaveLength(2);
    expect(sessionsIn(header(plain(mine), plain(mine)))).toHaveLength(1);
  });

  it('gives a token another session under the other name', () => {
    expect(sessionName(plain(mine))).not.toBe(sessionName(secure(mine)));
  });
});

describe('tokensIn', () => {
  it('lists every token, so that a sign-out ends all', () => {
    expect(tokensIn(header(plain(theirs), secure(mine), plain(mine)))).toHaveLength(3);
  });
});
