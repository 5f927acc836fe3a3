import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, closed, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { due } from './keep-calendar.js';

const at = (instant: string, ...events: ChallengeEvent[]) =>
  due([given(challenge, ...events).state], new Date(instant));
const open = [{ challengeId: 'green-2026', what: 'open' }];
const close = [{ challengeId: 'green-2026', what: 'close' }];

describe('Keep calendar', () => {
  it('opens at 00:00 of the first day in Aqtau, not a moment before', () => {
    expect(at('2026-08-31T18:59:59.999Z', announced, published)).toEqual([]);
    expect(at('2026-08-31T19:00:00.000Z', announced, published)).toEqual(open);
  });

  it('closes after 23:59:59 of the last day in Aqtau, not a moment before', () => {
    expect(at('2026-11-30T18:59:59.999Z', announced, published, opened)).toEqual([]);
    expect(at('2026-11-30T19:00:00.000Z', announced, published, opened)).toEqual(close);
  });

  it('makes up for what was missed while the server was off', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced, published)).toEqual(open);
    expect(at('2027-03-01T07:00:00.000Z', announced, published, opened)).toEqual(close);
  });

  it('waits for a rulebook, and lets a challenge rest whose days have all gone by', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced)).toEqual([]);
    expect(at('2026-12-01T07:00:00.000Z', announced, published)).toEqual([]);
  });

  it('stays quiet where an organiser was earlier', () => {
    expect(at('2026-10-10T07:00:00.000Z', announced, published, opened)).toEqual([]);
    expect(at('2026-12-10T07:00:00.000Z', announced, published, opened, closed)).toEqual([]);
  });
});
