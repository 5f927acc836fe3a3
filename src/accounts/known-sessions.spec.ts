import { KnownSessions } from './known-sessions.js';

const [mine, theirs] = ['mine', 'theirs'];
const session = (accountId: string) => ({ accountId, endsAt: 1 });

describe('a session that was looked up', () => {
  test('is known for five seconds, then looked up anew', () => {
    let now = 0;
    const known = new KnownSessions(() => now);
    known.keep(mine, session('a'), known.ask());
    now = 4_999;
    expect(known.find(mine)).toMatchObject(session('a'));
    expect(known.find(theirs)).toBeNull();
    now = 5_000;
    expect(known.find(mine)).toBeNull();
  });

  test('is forgotten with its end, the others are not', () => {
    const known = new KnownSessions();
    known.keep(mine, session('a'), known.ask());
    known.keep(theirs, session('b'), known.ask());
    known.forget(mine);
    expect([known.find(mine), known.find(theirs)]).toEqual([null, expect.objectContaining(session('b'))]);
  });

  test('is not kept when a session ended while it was looked up: it may be that one', () => {
    const known = new KnownSessions();
    const asked = known.ask();
    known.forget(mine);
    known.keep(mine, session('a'), asked);
    expect(known.find(mine)).toBeNull();
  });

  test('makes room for newer ones', () => {
    const known = new KnownSessions();
    for (let count = 0; count <= 10_000; count += 1) known.keep(`${count}`, session('a'), known.ask());
    expect(known.find('0')).toBeNull();
    expect(known.find('1')).not.toBeNull();
  });
});
