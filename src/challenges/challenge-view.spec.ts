import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { fold } from '../../projections/document-folds.fixture.js';
import {
  announced,
  cancelled,
  closed,
  final,
  frozen,
  left,
  opened,
  published,
  revealed,
  submissionsReopened,
} from '../../test/support/challenge-history.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import type { Viewer } from '../http/access.js';
import { isStaff, toChallengeItem, toChallengeView } from './challenge-view.js';

const document = fold(challengesProjection, [announced, published, opened, frozen, left, closed]).get('green-2026')!;
const today = '2026-10-10';
const as = (role: Viewer['role']): Viewer => ({ accountId: 'somebody', role, collegeId: null });

describe('toChallengeView', () => {
  it.each([null, as('coordinator'), as('screen')])('is what stood at the freeze for %o', (viewer) => {
    expect(toChallengeView(document, isStaff(viewer), today)).toMatchObject({
      state: 'closed',
      frozen: true,
      entrants: [{ collegeId: 'dala' }, { collegeId: 'teniz' }],
    });
  });

  it.each([as('organiser'), as('reviewer'), as('auditor')])('is what stands now for %o', (viewer) => {
    expect(toChallengeView(document, isStaff(viewer), today)).toMatchObject({
      state: 'closed',
      frozen: true,
      entrants: [{ collegeId: 'teniz' }],
    });
  });

  it('shows outsiders days and state during a freeze, but no final', () => {
    const of = (...events: ChallengeEvent[]) => {
      const found = fold(challengesProjection, [announced, published, opened, frozen, ...events]).get('green-2026')!;
      const { state, closesOn } = toChallengeView(found, false, '2026-10-10');
      return [state, closesOn];
    };
    expect(of()).toEqual(['open', '2026-11-30']);
    expect(of(closed)).toEqual(['closed', '2026-11-30']);
    expect(of(closed, final)).toEqual(['closed', '2026-11-30']);
    expect(of(closed, submissionsReopened)).toEqual(['open', '2026-12-05']);
    expect(of(closed, final, revealed)).toEqual(['final', '2026-11-30']);
    expect(of(cancelled)).toEqual(['cancelled', '2026-11-30']);
  });

  it.each([true, false])('is closed from the midnight after the last day (staff: %s)', (seesAll) => {
    const running = fold(challengesProjection, [announced, published, opened, frozen]).get('green-2026')!;
    expect(toChallengeView(running, seesAll, '2026-11-30').state).toBe('open');
    expect(toChallengeView(running, seesAll, '2026-12-01').state).toBe('closed');
  });

  it('has no rules and colleges in a list', () => {
    expect(Object.keys(toChallengeItem(toChallengeView(document, false, today))).sort()).toEqual([
      'boards',
      'closesOn',
      'frozen',
      'id',
      'opensOn',
      'season',
      'state',
      'titles',
      'track',
    ]);
  });
});
