import type { Standings } from '../../../projections/standings/standings.contract.js';
import { api, bodyOf } from '../data/api.js';
import { currentChallenges, type Home, type Pocket, type Question, standingOf } from './home.js';

export const homeKey = ['home'] as const;

/** Everything the home page shows. */
export async function loadHome(collegeId: string): Promise<Home> {
  const [challenges, actions] = await Promise.all([
    bodyOf(api.GET('/api/challenges')),
    bodyOf(api.GET('/api/actions', { params: { query: { limit: 50 } } })),
  ]);
  const shown = currentChallenges(challenges.items);
  const boards = await Promise.all(
    shown.map(({ id }) => bodyOf(api.GET('/api/challenges/{id}/standings', { params: { path: { id }, query: {} } }))),
  );
  const pockets = shown.map((challenge, index): Pocket => {
    const { rows } = boards[index] as unknown as Standings;
    return { challenge, standing: standingOf(rows, collegeId) };
  });
  const named = (kind: string) => ({ kk: kind, ru: kind, en: kind });
  return {
    pockets,
    questions: actions.items
      .filter(({ status }) => status === 'needs-info')
      .map(({ id, receipt, kind, doneOn, journal }): Question => {
        const asked = journal.findLast(({ type }) => type === 'InformationRequested');
        return {
          actionId: id,
          receipt,
          titles: named(kind),
          doneOn,
          at: asked?.at ?? '',
          words: asked?.note ?? null,
        };
      }),
    windows: [],
    decided: actions.items.flatMap(({ id, kind, status, journal }) =>
      status === 'approved' || status === 'rejected' || status === 'revoked'
        ? [
            {
              actionId: id,
              titles: named(kind),
              status,
              points: null,
              instead: null,
              reason: journal.at(-1)?.reasonText ?? null,
            },
          ]
        : [],
    ),
    hasActions: actions.total > 0,
  };
}
