import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, closed, opened, published } from '../../../test/support/challenge-history.js';
import { given, written } from '../../../test/support/given.js';
import type { Folded } from '../../event-store/decider.js';
import { challenge } from '../challenge.js';
import { due, lacksOf, untilMidnight } from './keep-calendar.js';

const at = (instant: string, ...events: (ChallengeEvent | Folded<ChallengeEvent>)[]) =>
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

describe('lacksOf', () => {
  const ready = { status: 'announced', opensOn: '2026-09-01', closesOn: '2026-11-30', readyOn: '2026-08-20' } as const;
  it.each([
    ['2026-08-25', ready, []],
    ['2026-09-10', ready, []],
    ['2026-08-25', { ...ready, readyOn: null }, ['rulebook']],
    ['2026-09-10', { ...ready, readyOn: null }, ['rulebook', 'opening']],
    ['2026-09-10', { ...ready, readyOn: '2026-09-02' }, ['opening']],
    ['2026-12-01', ready, ['dates']],
    ['2026-12-01', { ...ready, readyOn: null }, ['rulebook', 'dates']],
    ['2026-12-01', { ...ready, status: 'closed' as const }, []],
  ])('on %s names what an announced challenge lacks (%#)', (today, one, expected) =>
    expect(lacksOf(one, today)).toEqual(expected),
  );

  it('names missing colleges', () => expect(lacksOf(ready, '2026-08-25', false)).toEqual(['colleges']));
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

  it('leaves a challenge whose rulebook came late to an organiser', () => {
    const late = (at: string) => written(published, { at });
    expect(at('2026-09-01T20:00:00.000Z', announced, late('2026-09-01T18:59:59.999Z'))).toEqual(open);
    expect(at('2026-09-01T20:00:00.000Z', announced, late('2026-09-01T19:00:00.000Z'))).toEqual([]);
    const moved = { challengeId: 'green-2026', opensOn: '2026-09-05', closesOn: '2026-11-30', reason: 'postponed' };
    const postponed: ChallengeEvent = { type: 'ChallengeRescheduled', data: moved };
    expect(at('2026-09-05T07:00:00.000Z', announced, late('2026-09-02T07:00:00.000Z'), postponed)).toEqual(open);
  });

  it('returns nothing when an organiser was earlier', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced, published, opened)).toEqual([]);
    expect(at('2026-12-10T07:00:00.000Z', announced, published, opened, closed)).toEqual([]);
  });
});
