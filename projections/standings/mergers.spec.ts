import fc from 'fast-check';
import { shadowBoard, shadowRow } from '../../test/support/shadow-scorer.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { points, season } from './season.fixture.js';
import type { Board } from './standings.contract.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { boardOf, newsOf, pointsOf, undecidedOf } from './standings.queries.js';
import type { StandingsState } from './standings.state.js';

type Events = readonly Recorded<DomainEvent>[];

const BOARDS: readonly Board[] = ['total', 'per-100'];
const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const SEED = Number(process.env.PROPERTY_SEED ?? 20261107);
const fold = (events: Events) => events.reduce(foldStandings, standingsProjection.initial('amal-2026'));
const steps = fc.array(anyStep('freeze', 'reveal', 'final', 'reopen'), { maxLength: 40 });
const mergers = fc.array(
  anyStep().filter(({ what }) => ['merge', 'undo-merger', 'approve', 'submit', 'adjust', 'leave'].includes(what)),
  { minLength: 4, maxLength: 30 },
);

/** Standings, totals and explanations, without the instants and ids of events. */
const shown = (state: StandingsState, colleges: readonly string[]) => ({
  boards: BOARDS.map((board) => boardOf(state, 'staff', board).rows),
  totals: newsOf(state, 'staff').totals,
  pending: undecidedOf(state).pendingActions.sort(),
  points: colleges.map((id) => {
    const one = pointsOf(state, 'staff', id);
    return (
      one && {
        ...one,
        position: '',
        asOf: '',
        actions: one.actions.map((action) => ({ ...action, decision: null })),
        adjustments: one.adjustments.map(({ points, reason }) => ({ points, reason })),
        unscored: one.unscored.map((action) => ({ ...action, decision: null })),
      }
    );
  }),
});

function holds<Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>, broken: fc.IProperty<Ts>): void {
  fc.assert(property, { seed: SEED, numRuns: RUNS });
  const { failed, errorInstance } = fc.check(broken, { seed: SEED, numRuns: 20_000, endOnFailure: true });
  expect(failed).toBe(true);
  expect(errorInstance).toHaveProperty('matcherResult');
}

describe('standings of a challenge', () => {
  test('a merger moves actions and adjustments and keeps the students', () => {
    const history = season()
      .submit('a1', 'anar', 'tree')
      .approve('a1', { trees: 2 })
      .submit('b1', 'bota', 'visit')
      .approve('b1')
      .submit('b2', 'bota', 'visit', '2026-10-11')
      .adjust('bota', -4)
      .merge('bota', 'anar');
    const rows = () => boardOf(history.fold(), 'staff', 'total').rows;
    expect(rows().map(({ collegeId, points, kinds, students }) => [collegeId, points, kinds, students])).toEqual([
      ['anar', 16, 2, 400],
      ['gul', 0, 0, 250],
    ]);
    history.approve('b2').adjust('anar', 1);
    expect(points(history)).toEqual({ anar: 27, gul: 0 });
    const explained = pointsOf(history.fold(), 'staff', 'anar')!;
    expect(explained.actions.map(({ actionId }) => actionId)).toEqual(['a1', 'b1', 'b2']);
    expect(explained.adjustments.map((one) => one.points)).toEqual([-4, 1]);
    expect(newsOf(history.fold(), 'staff').totals).toEqual({ actions: 3, metrics: { trees: 2 } });
  });

  test('the limits of a day hold for merged colleges together', () => {
    const history = season()
      .submit('a1', 'anar', 'visit')
      .approve('a1')
      .submit('b1', 'bota', 'visit')
      .approve('b1')
      .merge('bota', 'anar');
    expect(points(history)).toEqual({ anar: 10, gul: 0 });
    history.revoke('a1');
    expect(points(history)).toEqual({ anar: 10, gul: 0 });
  });

  test('actions follow a college through several mergers, and back into a final', () => {
    const history = season()
      .submit('b1', 'bota', 'visit')
      .merge('bota', 'anar')
      .merge('anar', 'gul')
      .approve('b1')
      .close();
    const through = history.events.at(-1)!.id;
    history.dispute('b1').finalise(through);
    expect(points(history)).toEqual({ gul: 10 });
    expect(undecidedOf(history.fold()).disputedActions).toEqual(['b1']);
    history.takeDown('b1');
    expect(pointsOf(history.fold(), 'staff', 'gul')!.actions[0]!.evidence).toEqual([]);
  });

  test('a frozen board shows a merger only after the reveal', () => {
    const history = season().submit('b1', 'bota', 'visit').approve('b1').freeze().merge('bota', 'anar').takeDown('b1');
    expect(points(history, 'public')).toEqual({ anar: 0, bota: 10, gul: 0 });
    expect(pointsOf(history.fold(), 'public', 'bota')!.actions[0]!.evidence).toEqual([]);
    history.reveal();
    expect(points(history, 'public')).toEqual({ anar: 10, gul: 0 });
  });
});

describe(`mergers of any history (seed ${SEED}, ${RUNS} runs each)`, () => {
  test('boards equal those of an independent scorer through mergers and their undoing', () => {
    const property = (seen: (events: Events) => Events) =>
      fc.property(steps, mergers, steps, anyRulebooks, (before, between, after, rulebooks) => {
        const { events } = new HistoryBuilder(4, rulebooks).tell([...before, ...between, ...after]).history;
        const state = fold(seen(events));
        for (const board of BOARDS)
          expect(boardOf(state, 'staff', board).rows.map(shadowRow)).toEqual(shadowBoard(events, 'staff', board));
      });
    holds(
      property((events) => events),
      property((events) => events.filter(({ type }) => type !== 'EntrantMergerUndone')),
    );
  });

  test('a merger undone at once leaves everything as without it', () => {
    const property = (undone: boolean) =>
      fc.property(steps, steps, anyRulebooks, fc.nat(3), fc.nat(3), (before, after, rulebooks, a, b) => {
        const without = new HistoryBuilder(4, rulebooks).tell(before);
        const through = new HistoryBuilder(4, rulebooks).tell(before);
        const { colleges } = fold(through.history.events).live;
        const [from, into] = [`c${a}`, `c${b}`];
        fc.pre(from !== into && Boolean(colleges[from]?.entrant && colleges[into]?.entrant));
        through.history.merge(from, into);
        if (undone) through.history.undoMerger(from);
        const ends = [without, through].map((teller) =>
          shown(fold(teller.tell(undone ? after : []).history.events), teller.colleges),
        );
        expect(ends[1]).toEqual(ends[0]);
      });
    holds(property(true), property(false));
  });

  test('boards of a moment before the undoing stay as they were', () => {
    const property = (through: (length: number) => number) =>
      fc.property(steps, mergers, anyRulebooks, (before, after, rulebooks) => {
        const teller = new HistoryBuilder(4, rulebooks).tell(before);
        const { length } = teller.history.events;
        const then = shown(fold(teller.history.events), teller.colleges);
        const { events } = teller.tell(after).history;
        expect(shown(fold(events.slice(0, through(length))), teller.colleges)).toEqual(then);
      });
    holds(
      property((length) => length),
      property((length) => length + 1),
    );
  });
});
