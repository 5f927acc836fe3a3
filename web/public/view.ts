import type { PublicView } from '../../src/pages/page.contract.js';

/** Greatest number of colleges at a shared first place that are shown as leaders. */
export const LEADERS = 3;

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const LEAGUE = /^[A-Z][A-Z0-9]{0,7}$/;

/** The view of an address; malformed parts count as absent. */
export function parseView(search: string): PublicView {
  const query = new URLSearchParams(search);
  const valid = (name: string, shape: RegExp): string | null => {
    const value = query.get(name);
    return value !== null && shape.test(value) ? value : null;
  };
  return {
    challengeId: valid('challenge', ID),
    board: query.get('board') === 'per-100' ? 'per-100' : 'total',
    league: valid('league', LEAGUE),
    collegeId: valid('college', ID),
  };
}

/** Address of a view. */
export function hrefOf(view: Partial<PublicView>): string {
  const query = new URLSearchParams();
  if (view.challengeId) query.set('challenge', view.challengeId);
  if (view.collegeId) query.set('college', view.collegeId);
  if (view.board === 'per-100') query.set('board', 'per-100');
  if (view.league) query.set('league', view.league);
  const search = query.toString();
  return search ? `/?${search}` : '/';
}
