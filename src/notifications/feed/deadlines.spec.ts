import { challengesProjection } from '../../../projections/challenges/challenges.projection.js';
import { fold } from '../../../projections/document-folds.fixture.js';
import { reviewQueueProjection } from '../../../projections/review-queue/review-queue.projection.js';
import {
  approved,
  disputed,
  lapsed,
  rejected,
  requested,
  revised,
  revoked,
  ruled,
  submitted,
} from '../../../test/support/action-history.js';
import {
  announced,
  cancelled,
  challengeId,
  final,
  opened,
  published,
} from '../../../test/support/challenge-history.js';
import type { DomainEvent } from '../../events/schemas.js';
import { deadlinesOf } from './deadlines.js';

const begun = [announced, published, ruled({ lapseDays: 5, disputeDays: 3 }), opened];

/** Events are recorded on 2026-10-12. */
function at(now: string, actionEvents: readonly DomainEvent[], challengeEvents: readonly DomainEvent[] = begun) {
  const history = [...challengeEvents, ...actionEvents];
  const actions = [...fold(reviewQueueProjection, history).values()];
  return deadlinesOf(actions, fold(challengesProjection, history), [challengeId], new Date(now));
}
/** At noon in Aqtau. */
const on = (today: string, ...given: DropFirst<Parameters<typeof at>>) => at(`${today}T07:00:00.000Z`, ...given);
type DropFirst<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;
const kinds = (...given: Parameters<typeof on>) =>
  on(...given)
    .filter(({ kind }) => kind !== 'submissions-close-soon')
    .map(({ kind, lastDay }) => `${kind} ${lastDay}`);

describe('Deadlines', () => {
  it('name a question that lapses within two days', () => {
    const asked = [submitted, requested];
    expect(kinds('2026-10-14', asked)).toEqual([]);
    expect(kinds('2026-10-15', asked)).toEqual(['lapse-soon 2026-10-17']);
    expect(kinds('2026-10-17', asked)).toEqual(['lapse-soon 2026-10-17']);
    expect(kinds('2026-10-18', asked)).toEqual([]);
    expect(kinds('2026-10-16', [...asked, revised()])).toEqual([]);
  });

  it('begin at eight in the morning, two days before', () => {
    const [deadline] = on('2026-10-16', [submitted, requested]);
    expect(deadline).toMatchObject({
      at: '2026-10-15T03:00:00.000Z',
      id: expect.stringMatching(/^lapse-soon:[0-9a-f-]+$/),
    });
    expect(on('2026-10-17', [submitted, requested])[0]).toEqual(deadline);
    expect(at('2026-10-15T02:59:59.999Z', [submitted, requested])).toEqual([]);
  });

  it('name the end of a dispute after a decision against the college', () => {
    for (const against of [[rejected], [requested, lapsed], [approved(), revoked]])
      expect(kinds('2026-10-14', [submitted, ...against])).toEqual(['dispute-ends-soon 2026-10-15']);
    for (const other of [[approved()], [rejected, disputed], [approved(), rejected, disputed]])
      expect(kinds('2026-10-14', [submitted, ...other])).toEqual([]);
  });

  it('name none of a rulebook without these limits', () => {
    const plain = [announced, published, opened];
    expect(kinds('2026-10-13', [submitted, requested], plain)).toEqual([]);
    expect(kinds('2026-10-13', [submitted, rejected], plain)).toEqual([]);
  });

  it('name none of a challenge that is final or cancelled', () => {
    for (const end of [final, cancelled])
      expect(kinds('2026-10-14', [submitted, rejected], [...begun, end])).toEqual([]);
  });

  it('name the last day of submissions', () => {
    const closesOn = '2026-11-30';
    expect(on('2026-11-27', [])).toEqual([]);
    expect(on('2026-11-28', [])).toEqual([
      {
        id: `submissions-close-soon:${challengeId}:${closesOn}`,
        kind: 'submissions-close-soon',
        at: '2026-11-28T03:00:00.000Z',
        challengeId,
        actionId: null,
        lastDay: closesOn,
      },
    ]);
    expect(on('2026-11-30', [])).toHaveLength(1);
    expect(on('2026-12-01', [])).toEqual([]);
  });
});
