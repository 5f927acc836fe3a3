import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { fold } from '../../projections/document-folds.fixture.js';
import { announced, closed, frozen, left, opened, published } from '../../test/support/challenge-history.js';
import type { Viewer } from '../http/access.js';
import { isStaff, toChallengeItem, toChallengeView } from './challenge-view.js';

const document = fold(challengesProjection, [announced, published, opened, frozen, left, closed]).get('green-2026')!;
const as = (role: Viewer['role']): Viewer => ({ accountId: 'somebody', role, collegeId: null });

describe('toChallengeView', () => {
  it.each([null, as('coordinator'), as('screen')])('is what stood at the freeze for %o', (viewer) => {
    expect(toChallengeView(document, isStaff(viewer))).toMatchObject({
      state: 'open',
      frozen: true,
      entrants: [{ collegeId: 'dala' }, { collegeId: 'teniz' }],
    });
  });

  it.each([as('organiser'), as('reviewer'), as('auditor')])('is what stands now for %o', (viewer) => {
    expect(toChallengeView(document, isStaff(viewer))).toMatchObject({
      state: 'closed',
      frozen: true,
      entrants: [{ collegeId: 'teniz' }],
    });
  });

  it('has no rules and colleges in a list', () => {
    expect(Object.keys(toChallengeItem(toChallengeView(document, false))).sort()).toEqual([
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
