import type { PublicView } from '../../src/pages/page.contract.js';

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const LEAGUE = /^[A-Z][A-Z0-9]{0,7}$/;

/** What an address asks for; anything that is not well-formed is as if it were absent. */
export function parseView(search: string): PublicView {
  const query = new URLSearchParams(search);
  const taken = (name: string, shape: RegExp): string | null => {
    const value = query.get(name);
    return value !== null && shape.test(value) ? value : null;
  };
  return {
    challengeId: taken('challenge', ID),
    board: query.get('board') === 'per-100' ? 'per-100' : 'total',
    league: taken('league', LEAGUE),
    collegeId: taken('college', ID),
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
