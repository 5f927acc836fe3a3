import { KnownSessions } from './known-sessions.js';

const [mine, theirs] = ['mine', 'theirs'];
const session = (accountId: string) => ({ accountId, revision: 0, endsAt: 1, usedAt: 0 });

describe('KnownSessions', () => {
  it('returns a session for five seconds after its look-up', () => {
    let now = 0;
    const known = new KnownSessions(() => now);
    known.keep(mine, session('a'), known.ask());
    now = 4_999;
    expect(known.find(mine)).toMatchObject(session('a'));
    expect(known.find(theirs)).toBeNull();
    now = 5_000;
    expect(known.find(mine)).toBeNull();
    expect([known.has(mine), known.has(theirs)]).toEqual([true, false]);
  });

  it('forgets a session that ended and keeps the others', () => {
    const known = new KnownSessions();
    known.keep(mine, session('a'), known.ask());
    known.keep(theirs, session('b'), known.ask());
    known.forget(mine);
    expect(known.has(mine)).toBe(false);
    expect([known.find(mine), known.find(theirs)]).toEqual([null, expect.objectContaining(session('b'))]);
  });

  it('ignores a look-up during which a session ended', () => {
    const known = new KnownSessions();
    const asked = known.ask();
    known.forget(mine);
    known.keep(mine, session('a'), asked);
    expect(known.find(mine)).toBeNull();
  });

  it('drops the oldest of more than ten thousand sessions', () => {
    const known = new KnownSessions();
    for (let count = 0; count <= 10_000; count += 1) known.keep(`${count}`, session('a'), known.ask());
    expect(known.find('0')).toBeNull();
    expect(known.find('1')).not.toBeNull();
  });
});
