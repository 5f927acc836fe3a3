import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { tableOf, tallyOf } from './ranking.js';
import { byCode, scoreAction } from './scoring.js';
import type { CollegePreview, PreviewedStanding, StandingsPreview } from './preview.contract.js';
import type { Board } from './standings.contract.js';
import { foldStandings } from './standings.projection.js';
import { boardOf } from './standings.queries.js';
import { entrantActions, type StandingsState, type View, viewOf } from './standings.state.js';

/** The effect of made-up events, the greatest change first. They are folded onto `state`. */
export function previewOf(state: StandingsState, events: readonly ChallengeEvent[]): StandingsPreview {
  const before = measure(state);
  const after = measure(events.reduce((folded, event) => foldStandings(folded, nextOf(folded, event)), state));
  const actions = [...before.actions].filter(([id, points]) => after.actions.get(id) !== points).length;
  const colleges = [...before.colleges].flatMap(([collegeId, { shortNames, standing }]): CollegePreview[] => {
    const then = after.colleges.get(collegeId)?.standing;
    if (!then) return [];
    return [{ collegeId, shortNames, points: then.points - standing.points, before: standing, after: then }];
  });
  return { actions, colleges: colleges.sort(byChange) };
}

function nextOf(
  { challengeId, revision, live: { head } }: StandingsState,
  event: ChallengeEvent,
): Recorded<DomainEvent> {
  const metadata = { actor: '', $correlationId: '', recordedAt: head.asOf, schemaVersion: 1 };
  const { position } = head;
  return { ...event, id: '', stream: `challenge-${challengeId}`, revision: revision + 1, position, metadata };
}

/** Points first, then the places on each board; equal changes by the place of before. */
function byChange(a: CollegePreview, b: CollegePreview): number {
  const moved = (board: Board) => (one: CollegePreview) => Math.abs(one.after.ranks[board] - one.before.ranks[board]);
  const [total, perHundred] = [moved('total'), moved('per-100')];
  return (
    Math.abs(b.points) - Math.abs(a.points) ||
    total(b) - total(a) ||
    perHundred(b) - perHundred(a) ||
    a.before.ranks.total - b.before.ranks.total ||
    byCode(a.collegeId, b.collegeId)
  );
}

interface Measured {
  colleges: Map<string, { shortNames: CollegePreview['shortNames']; standing: PreviewedStanding }>;
  /** By id. */
  actions: Map<string, number>;
}

function measure(state: StandingsState): Measured {
  const perHundred = new Map(boardOf(state, 'staff', 'per-100').rows.map((row) => [row.collegeId, row]));
  const colleges: Measured['colleges'] = new Map();
  for (const { collegeId, shortNames, points, rank, leagueRank } of boardOf(state, 'staff', 'total').rows) {
    const other = perHundred.get(collegeId)!;
    const ranks = { total: rank, 'per-100': other.rank };
    const leagueRanks =
      leagueRank === null || other.leagueRank === null ? null : { total: leagueRank, 'per-100': other.leagueRank };
    colleges.set(collegeId, {
      shortNames,
      standing: { points, per100Text: other.per100Text ?? '', ranks, leagueRanks },
    });
  }
  return { colleges, actions: actionPoints(viewOf(state, 'staff')) };
}

/** Points of each approved action of the entrants after the day's limit, by id. */
export function actionPoints(view: View): Map<string, number> {
  const { rules } = tableOf(view);
  const points = new Map<string, number>();
  for (const { collegeId, actions } of entrantActions(view)) {
    const scored = tallyOf(view, collegeId).scored();
    for (const [id, action] of Object.entries(actions))
      if (action.status === 'approved') points.set(id, scored.has(id) ? scoreAction(action, rules).points : 0);
  }
  return points;
}
