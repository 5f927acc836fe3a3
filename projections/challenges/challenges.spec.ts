import {
  announced,
  cancelled,
  closed,
  final,
  frozen,
  left,
  merged,
  opened,
  published,
  redescribed,
  reopened,
  rescheduled,
  rules,
  submissionsReopened,
} from '../../test/support/challenge-history.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import { fold } from '../document-folds.fixture.js';
import { challengesProjection } from './challenges.projection.js';

const of = (...events: Parameters<typeof fold>[1]) => fold(challengesProjection, events).get('green-2026')!;

describe('challengesProjection', () => {
  it.each([
    ['announced', [announced, published]],
    ['open', [announced, published, opened]],
    ['closed', [announced, published, opened, closed]],
    ['final', [announced, published, opened, closed, final]],
    ['closed', [announced, published, opened, closed, final, reopened]],
    ['open', [announced, published, opened, closed, submissionsReopened]],
    ['cancelled', [announced, published, opened, closed, cancelled]],
  ])('shows a challenge in state %s', (state, events) => {
    expect(of(...events).live).toMatchObject({ id: 'green-2026', state, rulebookVersion: 1 });
  });

  it('lists the colleges that take part', () => {
    expect(of(announced, published, opened).live.entrants.map(({ collegeId }) => collegeId)).toEqual(['dala', 'teniz']);
    expect(of(announced, published, opened, left).live.entrants.map(({ collegeId }) => collegeId)).toEqual(['teniz']);
  });

  it('shows mended words and days', () => {
    const mended = of(announced, published, redescribed, rescheduled).live;
    expect(mended).toMatchObject({ titles: { en: 'Green Land' }, opensOn: '2026-09-08', closesOn: '2026-12-07' });
    expect(of(announced, published, opened, closed, submissionsReopened).live.closesOn).toBe('2026-12-05');
  });

  it('shows the rules of before when a version is withdrawn', () => {
    const late = { ...rules, lateAfterDays: 3 };
    const data = { challengeId: 'green-2026', version: 2, rules: late, retroactive: true, note: { kk: 'а', ru: 'а' } };
    const second: ChallengeEvent = { type: 'RulebookPublished', data };
    const withdrawn: ChallengeEvent = {
      type: 'RulebookWithdrawn',
      data: { challengeId: 'green-2026', version: 2, reason: 'mistake' },
    };
    expect(of(announced, published, second).live).toMatchObject({ rulebookVersion: 2, rules: late });
    const after = of(announced, published, second, withdrawn).live;
    expect(after).toMatchObject({ rulebookVersion: 1, rules });
    expect(after.rulebooks).toMatchObject([{ version: 1, withdrawn: null }, { withdrawn: { reason: 'mistake' } }]);
  });

  it('ends a freeze with the cancellation', () => {
    expect(of(announced, published, opened, frozen, left, cancelled)).toMatchObject({ frozen: false, public: null });
  });

  it('numbers the finals and says when and why each was reopened', () => {
    const { finals } = of(announced, published, opened, closed, final, reopened, final).live;
    const { standingsHash: hash, throughEventId } = (final as Extract<typeof final, { type: 'ResultsFinalised' }>).data;
    expect(finals).toMatchObject([
      { number: 1, hash, throughEventId, reopenedAt: expect.any(String), reason: 'appeal' },
      { number: 2, hash, throughEventId, reopenedAt: null, reason: null },
    ]);
    expect(of(announced, published, opened, closed, frozen, final).public!.finals).toEqual([]);
  });

  it('lists mergers and takes the merged college from the entrants', () => {
    const { entrants, merged: mergers } = of(announced, published, opened, merged).live;
    expect(entrants.map(({ collegeId }) => collegeId)).toEqual(['teniz']);
    expect(mergers).toEqual([{ from: 'dala', into: 'teniz' }]);
  });

  it('hides changes from the public between freeze and reveal', () => {
    const hidden = of(announced, published, opened, frozen, left, closed);
    expect(hidden).toMatchObject({ frozen: true, live: { state: 'closed' }, public: { state: 'open' } });
    expect(hidden.public!.entrants).toHaveLength(2);
    expect(
      of(announced, published, opened, frozen, left, closed, {
        type: 'StandingsRevealed',
        data: { challengeId: 'green-2026' },
      }),
    ).toMatchObject({
      frozen: false,
      public: null,
    });
  });

  it('lists adjustments with their state, hidden from outsiders during a freeze', () => {
    const data = { challengeId: 'green-2026', collegeId: 'dala', points: -40, reason: 'reused-photo', note: null };
    const proposed = (adjustmentId: string): ChallengeEvent => ({
      type: 'AdjustmentProposed',
      data: { ...data, adjustmentId },
    });
    const adjusted = (more: object = {}): ChallengeEvent => ({ type: 'PointsAdjusted', data: { ...data, ...more } });
    const declined: ChallengeEvent = {
      type: 'AdjustmentDeclined',
      data: { challengeId: 'green-2026', collegeId: 'dala', adjustmentId: 'p-2', reason: 'mistake' },
    };
    const begun = [announced, published, opened, adjusted(), proposed('p-1'), proposed('p-2'), frozen];
    const document = of(...begun, adjusted({ adjustmentId: 'p-1' }), declined);
    const decision = { by: 'somebody', at: expect.any(String) };
    expect(document.live.adjustments).toMatchObject([
      { id: '00000000-0000-4000-8000-000000000003', state: 'made', decision: null, points: -40, collegeId: 'dala' },
      { id: 'p-1', state: 'confirmed', decision: { ...decision, reason: null } },
      { id: 'p-2', state: 'declined', decision: { ...decision, reason: 'mistake' } },
    ]);
    expect(document.public?.adjustments.map(({ state }) => state)).toEqual(['made', 'proposed', 'proposed']);
  });
});
