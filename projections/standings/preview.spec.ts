import fc from 'fast-check';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { previewOf } from './preview.js';
import type { CollegePreview, PreviewedStanding, StandingsPreview } from './preview.contract.js';
import { History, load, save } from './standings.fixture.js';
import { boardOf, pointsOf } from './standings.queries.js';
import type { StandingsState } from './standings.state.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261201);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

/** The change of rules that a history tells last, as it would be asked for before. */
const lastOf = ({ events }: History) => {
  const { type, data } = events.at(-1)!;
  return { type, data } as ChallengeEvent;
};
const previewed = (before: StandingsState, event: ChallengeEvent) => previewOf(load(save(before)), [event]);

/** Points and places as the boards show them. */
function shown(state: StandingsState): Map<string, PreviewedStanding> {
  const perHundred = boardOf(state, 'staff', 'per-100').rows;
  return new Map(
    boardOf(state, 'staff', 'total').rows.map(({ collegeId, points, rank, leagueRank }) => {
      const other = perHundred.find((row) => row.collegeId === collegeId)!;
      const ranks = { total: rank, 'per-100': other.rank };
      const leagueRanks = leagueRank === null ? null : { total: leagueRank, 'per-100': other.leagueRank! };
      return [collegeId, { points, per100Text: other.per100Text!, ranks, leagueRanks }];
    }),
  );
}

/** Points of each approved action as the explanation gives them. */
function actionsOf(state: StandingsState): Map<string, number> {
  const explained = [...shown(state).keys()].flatMap((id) => pointsOf(state, 'staff', id)!.actions);
  return new Map(explained.map(({ actionId, points, dayLimit }) => [actionId, dayLimit ? 0 : points]));
}

function faultsOf({ colleges, actions }: StandingsPreview, before: StandingsState, after: StandingsState): string[] {
  const faults: string[] = [];
  const [was, is] = [shown(before), shown(after)];
  if (colleges.length !== was.size) faults.push('colleges are missing');
  for (const one of colleges) {
    const expected = { before: was.get(one.collegeId), after: is.get(one.collegeId) };
    if (JSON.stringify({ before: one.before, after: one.after }) !== JSON.stringify(expected))
      faults.push(`${one.collegeId} stands elsewhere`);
    if (one.points !== one.after.points - one.before.points) faults.push(`${one.collegeId} differs otherwise`);
  }
  const then = actionsOf(after);
  const changed = [...actionsOf(before)].filter(([id, points]) => then.get(id) !== points);
  if (changed.length !== actions) faults.push('actions are miscounted');
  return faults;
}

const size = ({ points }: CollegePreview) => Math.abs(points);

describe(`the preview of a change of rules (seed ${SEED}, ${RUNS} runs)`, () => {
  const anySeason = fc.record({
    story: fc.array(anyStep('final', 'reopen'), { minLength: 10, maxLength: 60 }),
    rulebooks: anyRulebooks,
    retroactive: fc.boolean(),
    withdraws: fc.boolean(),
  });
  /** `planted` changes what is previewed, while the history tells the change itself. */
  const property = (planted: (event: ChallengeEvent, other: Rulebook) => ChallengeEvent) =>
    fc.property(anySeason, ({ story, rulebooks, retroactive, withdraws }) => {
      const { history } = new HistoryBuilder(4, rulebooks).tell(story);
      if (withdraws) history.publish(rulebooks[1]!, { retroactive });
      const before = history.fold();
      if (withdraws) history.withdrawRulebook(before.live.rulebooks.at(-1)!.version);
      else history.publish(rulebooks[2]!, { retroactive });
      const preview = previewed(before, planted(lastOf(history), rulebooks[0]!));
      expect(faultsOf(preview, before, history.fold())).toEqual([]);
      expect(preview.colleges.map(size)).toEqual(preview.colleges.map(size).sort((a, b) => b - a));
    });

  it('equals the standings after the real change in any history', () => {
    fc.assert(
      property((event) => event),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each<[string, (event: ChallengeEvent, other: Rulebook) => ChallengeEvent]>([
    [
      'other rules',
      (event, rules) => (event.type === 'RulebookPublished' ? { ...event, data: { ...event.data, rules } } : event),
    ],
    [
      'a change that is not retroactive',
      (event) =>
        event.type === 'RulebookPublished' ? { ...event, data: { ...event.data, retroactive: false } } : event,
    ],
    [
      'another version withdrawn',
      (event) => (event.type === 'RulebookWithdrawn' ? { ...event, data: { ...event.data, version: 1 } } : event),
    ],
  ])('control: differs for %s', (_, planted) => {
    expect(fc.check(property(planted), { seed: SEED, numRuns: 2_000, endOnFailure: true }).failed).toBe(true);
  });
});

describe('the preview of a mistaken rulebook', () => {
  const trees = (cap: number) => ({ base: 8, cap, parts: [], perDay: 1, seasonCap: null });
  const rules = (cap: number): Rulebook => ({
    kinds: { tree: { ...trees(cap), parts: [{ metric: 'trees', step: 1, weight: 1, max: null }] } },
    lateAfterDays: 14,
    shareCap: { percent: 100, from: 0 },
    diversity: { points: 0, kinds: 0 },
    per100: { minimumStudents: 200 },
  });
  const total = (history: History) => boardOf(history.fold(), 'staff', 'total').rows.map(({ points }) => points);

  it('leads from 40 to 14 and back to exactly 40', () => {
    const history = new History()
      .announce()
      .publish(rules(50))
      .open([{ id: 'anar', students: 400 }]);
    history.submit('a1', 'anar', 'tree').approve('a1', { trees: 32 });
    const totals = [total(history)];
    totals.push(total(history.publish(rules(14), { retroactive: true })));
    const mistaken = history.fold();
    const preview = previewed(mistaken, lastOf(history.withdrawRulebook(2)));
    totals.push(total(history));
    expect(totals).toEqual([[40], [14], [40]]);
    expect(preview).toMatchObject({
      actions: 1,
      colleges: [{ points: 26, before: { points: 14 }, after: { points: 40 } }],
    });
  });

  it('counts actions submitted under the mistake by the rules of before', () => {
    const history = new History()
      .announce()
      .publish(rules(50))
      .open([{ id: 'anar', students: 400 }]);
    history.publish(rules(14), { retroactive: true });
    history.submit('a1', 'anar', 'tree').approve('a1', { trees: 32 });
    const totals = [total(history), total(history.withdrawRulebook(2))];
    expect(totals).toEqual([[14], [40]]);
  });
});
