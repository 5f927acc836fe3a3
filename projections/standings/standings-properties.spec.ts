import fc from 'fast-check';
import { dayOf } from '../../src/events/day.js';
import type { Board } from './standings.contract.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { anyStep, anyRulebooks, HistoryBuilder, type HistoryStep } from './history.arbitrary.js';
import { ranksOf } from './history.js';
import { per100, per100Text } from './per-100.js';
import { compareQuotients } from './ranking.js';
import { load, save } from './standings.fixture.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { challengeOf, ownerIn, type StandingsState } from './standings.state.js';
import { boardOf, historyOf, newsOf, pointsOf } from './standings.queries.js';

type Events = readonly Recorded<DomainEvent>[];

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000);
const settings = { seed: SEED, numRuns: RUNS };
const BOARDS: Board[] = ['total', 'per-100'];

const fold = (events: Events, state = standingsProjection.initial('amal-2026')) => events.reduce(foldStandings, state);
const length = { minLength: 5, maxLength: 45 };
const happenings = (...without: HistoryStep['what'][]) =>
  fc.array(anyStep(...without, 'freeze', 'reveal', 'final', 'reopen'), length);
/** Steps of the challenge's own stream, and the clock. */
const OF_THE_CHALLENGE: HistoryStep['what'][] = [
  'adjust',
  'leave',
  'league',
  'merge',
  'undo-merger',
  'enter',
  'publish',
  'withdraw-rules',
  'rename',
  'enrolment',
  'clock',
  'freeze',
  'reveal',
  'final',
  'reopen',
];
const wholeSeasons = fc.array(anyStep(), length);
const told = (colleges: number, story: HistoryStep[], rulebooks: ConstructorParameters<typeof HistoryBuilder>[1]) =>
  new HistoryBuilder(colleges, rulebooks).tell(story);
const everything = (state: StandingsState, audience: 'staff' | 'public', colleges: readonly string[]) => ({
  boards: BOARDS.map((board) => boardOf(state, audience, board)),
  points: colleges.map((id) => pointsOf(state, audience, id)),
  news: newsOf(state, audience),
  history: BOARDS.map((board) => historyOf(state, audience, board)),
  challenge: challengeOf(state, audience),
});
/** The same without rejections, which outsiders never see. */
const withoutRejections = ({ points, ...rest }: ReturnType<typeof everything>) => ({
  ...rest,
  points: points.map((one) => one && { ...one, unscored: one.unscored.filter(({ status }) => status !== 'rejected') }),
});
/** A broken fold may be right for most histories: it is tried on many, until one shows it. */
const BROKEN_RUNS = 100_000;
/** A property holds for the fold and must be seen to fail for a broken one. */
function holds<Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>, broken: fc.IProperty<Ts>): void {
  fc.assert(property, settings);
  const { failed, errorInstance } = fc.check(broken, { ...settings, numRuns: BROKEN_RUNS, endOnFailure: true });
  expect(failed).toBe(true);
  expect(errorInstance).toHaveProperty('matcherResult');
}

describe(`standings of any history (seed ${SEED}, ${RUNS} runs each)`, () => {
  test('an extra approved action never lowers the points of a college', () => {
    const property = (from: (state: StandingsState, college: string) => number) =>
      fc.property(happenings(), anyRulebooks, fc.tuple(fc.nat(), fc.nat(), fc.nat()), (story, rulebooks, [a, b, c]) => {
        const teller = told(3, story, rulebooks);
        const before = fold(teller.history.events);
        const action = teller.submit(a, b, c);
        teller.history.approve(action, teller.verified(b, c));
        const after = fold(teller.history.events);
        for (const id of teller.colleges) expect(from(after, id)).toBeGreaterThanOrEqual(from(before, id));
      });
    const points = (state: StandingsState, id: string) => pointsOf(state, 'staff', id)?.points ?? 0;
    const average = (state: StandingsState, id: string) =>
      points(state, id) / (pointsOf(state, 'staff', id)?.actions.length || 1);
    holds(property(points), property(average));
  });

  test('the order in which actions are decided does not matter', () => {
    const property = (variant: (events: Events) => Events) =>
      fc.property(
        happenings('publish', 'withdraw-rules', 'leave', 'enter', 'enrolment', 'adjust', 'rename'),
        anyRulebooks,
        fc.infiniteStream(fc.nat()),
        (story, rulebooks, choices) => {
          const { history, colleges } = told(3, story, rulebooks);
          const standing = (events: Events) => {
            const state = fold(variant(events));
            const boards = BOARDS.map((board) => boardOf(state, 'staff', board).rows);
            return {
              boards,
              points: colleges.map((id) => ({ ...pointsOf(state, 'staff', id), position: '', asOf: '' })),
              totals: newsOf(state, 'staff').totals,
            };
          };
          expect(standing(shuffled(history.events, choices))).toEqual(standing(history.events));
        },
      );
    holds(
      property((events) => events),
      property(firstOfTheDay),
    );
  });

  test('a repeated event changes nothing', () => {
    const property = (again: (event: Recorded<DomainEvent>) => Recorded<DomainEvent>) =>
      fc.property(happenings(), anyRulebooks, fc.array(fc.tuple(fc.nat(), fc.nat())), (story, rulebooks, repeats) => {
        const { history } = told(3, story, rulebooks);
        const events: Recorded<DomainEvent>[] = [...history.events];
        for (const [which, where] of repeats) {
          const from = which % events.length;
          events.splice(from + 1 + (where % (events.length - from)), 0, again(events[from]!));
        }
        expect(save(fold(events))).toBe(save(fold(history.events)));
      });
    holds(
      property((event) => event),
      property((event) => ({ ...event, revision: event.revision + 1000 })),
    );
  });

  test('stopping, storing and resuming anywhere equals one fold of everything', () => {
    const property = (restored: (json: string) => StandingsState) =>
      fc.property(
        wholeSeasons,
        anyRulebooks,
        fc.integer({ min: 2, max: 24 }),
        fc.infiniteStream(fc.nat(4)),
        (story, rulebooks, count, choices) => {
          const { history, colleges } = told(count, story, rulebooks);
          let state = standingsProjection.initial(history.challengeId);
          for (const event of history.events) {
            foldStandings(state, event);
            const choice = choices.next().value;
            if (choice === 0) state = restored(save(state));
            if (choice === 1) everything(state, 'public', colleges);
            if (choice === 2) boardOf(state, 'staff', 'total');
          }
          const whole = fold(history.events);
          expect(save(state)).toBe(save(whole));
          for (const audience of ['staff', 'public'] as const)
            expect(everything(state, audience, colleges)).toEqual(everything(whole, audience, colleges));
        },
      );
    const forgetful = (json: string) => ({ ...load(json), recent: [] });
    holds(property(load), property(forgetful));
  });

  test('later events never change the public view of a freeze', () => {
    const property = (audience: 'staff' | 'public') =>
      fc.property(happenings(), happenings(), anyRulebooks, fc.boolean(), (story, later, rulebooks, final) => {
        const teller = told(3, story, rulebooks);
        teller.history.freeze();
        const atFreeze = everything(fold(teller.history.events), audience, teller.colleges);
        teller.tell(later);
        if (final) teller.history.close().finalise();
        expect(everything(fold(teller.history.events), audience, teller.colleges)).toEqual(atFreeze);
        const shown = teller.history.reveal().fold();
        const staff = withoutRejections(everything(shown, 'staff', teller.colleges));
        expect(everything(shown, 'public', teller.colleges)).toEqual(staff);
      });
    holds(property('public'), property('staff'));
  });

  test('a final folds through the event it names, despite concurrent events', () => {
    const property = (named: (before: Events, after: Events) => string) =>
      fc.property(happenings(), anyRulebooks, fc.array(anyStep(...OF_THE_CHALLENGE)), (story, rulebooks, racing) => {
        const teller = told(3, story, rulebooks);
        const before = [...teller.history.events];
        teller.tell(racing);
        const shown = (state: StandingsState) => ({
          ...everything(state, 'public', teller.colleges),
          challenge: null,
        });
        teller.history.finalise(named(before, teller.history.events));
        expect(shown(fold(teller.history.events))).toEqual(shown(fold(before)));
      });
    holds(
      property((before) => before.at(-1)!.id),
      property((_, after) => after.at(-1)!.id),
    );
  });

  test('the per-100 board follows the true quotient of points and students', () => {
    const property = (
      shown: (row: {
        points: number;
        students: number;
        per100?: { numerator: number; denominator: number };
      }) => [bigint, bigint],
    ) =>
      fc.property(happenings(), anyRulebooks, (story, rulebooks) => {
        const { history } = told(5, story, rulebooks);
        const state = fold(history.events);
        const minimum = state.live.rulebooks.at(-1)!.rules.per100.minimumStudents;
        const { rows } = boardOf(state, 'staff', 'per-100');
        for (const row of rows) {
          const [numerator, denominator] = shown(row);
          expect(numerator * BigInt(Math.max(row.students, minimum))).toBe(BigInt(row.points) * 100n * denominator);
        }
        for (const [index, row] of rows.slice(1).entries()) {
          const [n, d] = shown(row);
          const [above, by] = shown(rows[index]!);
          expect(above * d >= n * by).toBe(true);
        }
      });
    holds(
      property(({ per100 }) => [BigInt(per100!.numerator), BigInt(per100!.denominator)]),
      property(({ points, students }) => [BigInt(Math.round((points * 100) / students)), 1n]),
    );
  });

  test('quotients of any size are in lowest terms, cut and compared exactly', () => {
    const points = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
    const many = fc.maxSafeNat();
    const students = fc.integer({ min: 1, max: 1_000_000 });
    const property = (compare: typeof compareQuotients) =>
      fc.property(points, students, many, students, (p, s, q, t) => {
        const { numerator, denominator } = per100(p, s);
        expect(BigInt(numerator) * BigInt(s)).toBe(BigInt(p) * 100n * BigInt(denominator));
        for (const prime of [2, 3, 5, 7, 11, 13])
          expect(numerator % prime === 0 && denominator % prime === 0).toBe(false);
        const cut = (BigInt(p) * 10_000n) / BigInt(s);
        const size = cut < 0n ? -cut : cut;
        expect(per100Text({ numerator, denominator })).toBe(
          `${cut < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`,
        );
        const exact = BigInt(q) * BigInt(t) - BigInt(q - 1) * BigInt(s);
        expect(Math.sign(compare(q, s, q - 1, t))).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0);
        expect(Math.sign(compare(q, s, q - 1, s))).toBe(1);
      });
    holds(
      property(compareQuotients),
      property((a, b, c, d) => a / b - c / d),
    );
  });

  test('activity equals the difference of the boards around each decision', () => {
    const property = (expected: (before: number, after: number) => number) =>
      fc.property(happenings(), anyRulebooks, (story, rulebooks) => {
        const { history } = told(4, story, rulebooks);
        const state = standingsProjection.initial(history.challengeId);
        const seen = new Map<string, { points: number; rank: number | null }>();
        for (const event of history.events) {
          const { type, data } = event;
          const named = type === 'EntrantMerged' ? data.into : 'collegeId' in data ? data.collegeId : null;
          const concerned = () => (type === 'EntrantMergerUndone' ? data.from : ownerIn(state.live, named ?? ''));
          const row = () => boardOf(state, 'staff', 'total').rows.find(({ collegeId }) => collegeId === concerned());
          const before = row();
          foldStandings(state, event);
          const after = row();
          seen.set(event.id, {
            points: expected(before?.points ?? 0, after?.points ?? 0),
            rank: after?.rank ?? null,
          });
        }
        for (const { eventId, points, rank, moved } of newsOf(fold(history.events), 'staff').items)
          if (moved === null) expect({ points, rank }).toEqual(seen.get(eventId));
      });
    holds(
      property((before, after) => after - before),
      property((_, after) => after),
    );
  });

  test('ranks of a day follow its last recorded event', () => {
    const property = (counts: (event: Recorded<DomainEvent>, day: string) => boolean) =>
      fc.property(happenings(), anyRulebooks, (story, rulebooks) => {
        const { history } = told(3, story, rulebooks);
        for (const { day, ranks } of historyOf(fold(history.events), 'staff', 'total').days) {
          const last = history.events.findLastIndex((event) => counts(event, day));
          expect(ranks).toEqual(ranksOf(fold(history.events.slice(0, last + 1)).live).total);
        }
      });
    holds(
      property((event, day) => dayOf(event.metadata.recordedAt) <= day),
      property((event, day) => dayOf(event.metadata.recordedAt) === day),
    );
  });
});

/** Decisions in another order, each action's own events in theirs; submissions and the challenge's events stay where they are. */
function shuffled(events: Events, choices: IterableIterator<number>): Events {
  const decision = ({ type, stream }: Recorded<DomainEvent>) =>
    stream.startsWith('action-') && type !== 'ActionSubmitted';
  const waiting = new Map<string, Recorded<DomainEvent>[]>();
  for (const event of events.filter(decision)) waiting.set(event.stream, [...(waiting.get(event.stream) ?? []), event]);
  const mixed: Recorded<DomainEvent>[] = events.filter((event) => !decision(event));
  while (waiting.size > 0) {
    const streams = [...waiting.keys()];
    const stream = streams[choices.next().value! % streams.length]!;
    mixed.push(waiting.get(stream)!.shift()!);
    if (waiting.get(stream)!.length === 0) waiting.delete(stream);
  }
  return mixed;
}

/** The broken rule: of a kind and day the action that is approved first counts. */
function firstOfTheDay(events: Events): Events {
  const taken = new Map<string, string>();
  const slots = new Map<string, string>();
  return events.filter(({ type, data }) => {
    if (type === 'ActionSubmitted') slots.set(data.actionId, `${data.collegeId} ${data.kind} ${data.doneOn}`);
    if (!('actionId' in data) || type === 'ActionSubmitted') return true;
    const slot = slots.get(data.actionId)!;
    if (type === 'ActionApproved' && !taken.has(slot)) taken.set(slot, data.actionId);
    return taken.get(slot) === data.actionId;
  });
}
