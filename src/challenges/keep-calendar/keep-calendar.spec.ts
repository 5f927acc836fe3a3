import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, closed, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { due, untilMidnight } from './keep-calendar.js';

const at = (instant: string, ...events: ChallengeEvent[]) =>
  due([given(challenge, ...events).state], new Date(instant));
const open = [{ challengeId: 'green-2026', what: 'open' }];
const close = [{ challengeId: 'green-2026', what: 'close' }];

describe('untilMidnight', () => {
  it.each([
    ['2026-08-31T18:59:59.999Z', 1],
    ['2026-08-31T19:00:00.000Z', 86_400_000],
    ['2026-09-01T07:00:00.000Z', 43_200_000],
  ])('at %s is %d milliseconds', (now, wait) => expect(untilMidnight(new Date(now))).toBe(wait));
});

describe('due', () => {
  it('opens at 00:00 of the first day in Aqtau, not earlier', () => {
    expect(at('2026-08-31T18:59:59.999Z', announced, published)).toEqual([]);
    expect(at('2026-08-31T19:00:00.000Z', announced, published)).toEqual(open);
  });

  it('closes after 23:59:59.999 of the last day in Aqtau, not earlier', () => {
    expect(at('2026-11-30T18:59:59.999Z', announced, published, opened)).toEqual([]);
    expect(at('2026-11-30T19:00:00.000Z', announced, published, opened)).toEqual(close);
  });

  it('opens and closes late after the server was off', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced, published)).toEqual(open);
    expect(at('2027-03-01T07:00:00.000Z', announced, published, opened)).toEqual(close);
  });

  it('opens nothing without a rulebook or after its last day', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced)).toEqual([]);
    expect(at('2026-12-01T07:00:00.000Z', announced, published)).toEqual([]);
  });

  it('returns nothing when an organiser was earlier', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced, published, opened)).toEqual([]);
    expect(at('2026-12-10T07:00:00.000Z', announced, published, opened, closed)).toEqual([]);
  });
});
