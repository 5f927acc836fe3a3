import fc from 'fast-check';
import { eventSchemas } from '../../src/events/schemas.js';
import { challengeEvents } from '../../src/events/challenge.events.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { challengeNews } from './news.js';
import { History } from './standings.fixture.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { boardOf, newsOf } from './standings.queries.js';
import type { StandingsState } from './standings.state.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261130);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

const kind = (base: number) => ({ base, cap: 100, parts: [], perDay: 1, seasonCap: null });
const rules = {
  kinds: { visit: kind(10), fair: kind(30) },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};
const season = () =>
  new History()
    .announce()
    .publish(rules)
    .open([
      { id: 'anar', students: 400 },
      { id: 'bota', students: 900 },
    ]);
const newest = (history: History) => newsOf(history.fold(), 'staff').items[0]!;

/** Points and ranks that the boards show, by college. */
const places = (state: StandingsState) => {
  const shown = new Map<string, string>();
  for (const board of ['total', 'per-100'] as const)
    for (const row of boardOf({ ...state, final: null }, 'staff', board).rows)
      shown.set(row.collegeId, `${shown.get(row.collegeId) ?? row.points} ${row.rank}`);
  return JSON.stringify([...shown].sort());
};

/** Events that moved a college of a running challenge and made no news. */
function silentMoves(events: readonly Recorded<DomainEvent>[], hasNews: (state: StandingsState) => string[]): string[] {
  const state = standingsProjection.initial('amal-2026');
  const silent: string[] = [];
  for (const event of events) {
    const before = places(state);
    foldStandings(state, event);
    const isMoved = event.type !== 'ChallengeOpened' && places(state) !== before;
    if (isMoved && !hasNews(state).includes(event.id)) silent.push(event.type);
  }
  return silent;
}

describe('news', () => {
  it(`tell of every move in any history (seed ${SEED}, ${RUNS} runs)`, () => {
    const property = (forgotten: (type: string) => boolean) =>
      fc.property(fc.array(anyStep(), { minLength: 5, maxLength: 60 }), anyRulebooks, (story, rulebooks) => {
        const { events } = new HistoryBuilder(3, rulebooks).tell(story).history;
        const inNews = (state: StandingsState) =>
          state.live.news.filter(({ event }) => !forgotten(event)).map(({ eventId }) => eventId);
        expect(silentMoves(events, inNews)).toEqual([]);
      });
    fc.assert(
      property(() => false),
      { seed: SEED, numRuns: RUNS },
    );
    for (const planted of ['EntrantEnrolmentCorrected', 'RulebookPublished', 'CollegeLeft', 'ApprovalRevoked'])
      expect([
        planted,
        fc.check(
          property((type) => type === planted),
          { seed: SEED, numRuns: 5_000 },
        ).failed,
      ]).toEqual([planted, true]);
  });

  it('have a rule or a reason for each event', () => {
    expect(Object.keys(challengeNews).sort()).toEqual(Object.keys(challengeEvents).sort());
    for (const [type, rule] of Object.entries(challengeNews)) {
      expect(Object.hasOwn(eventSchemas, type)).toBe(true);
      if (typeof rule === 'string') expect([type, rule.length > 10]).toEqual([type, true]);
    }
  });

  it('count the colleges that new rules or a reopening move', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('b1', 'bota', 'fair').approve('b1');
    history.publish({ ...rules, kinds: { visit: kind(50), fair: kind(30) } }, { retroactive: true });
    expect(newest(history)).toMatchObject({
      type: 'rules',
      event: 'RulebookPublished',
      collegeId: null,
      moved: 2,
      rank: null,
      words: { ru: 'правила обновлены' },
      shortNames: { kk: 'Амал қоржыны' },
    });
    history.close().finalise().revoke('b1').reopen();
    expect(newest(history)).toMatchObject({
      type: 'reopened',
      moved: 1,
      reason: 'appeal',
      reasonText: { en: 'An appeal was considered' },
    });
    const count = newsOf(history.fold(), 'staff').items.length;
    history.publish({ ...rules, kinds: { visit: kind(50), fair: kind(30), late: kind(1) } });
    expect(newsOf(history.fold(), 'staff').items).toHaveLength(count);
  });

  it('tell of the calendar and reopenings although nobody moves', () => {
    const history = season().publish(rules, { retroactive: true });
    const told = (one: History) => {
      const { type, event, moved, points, rank, shortNames, reasonText } = newest(one);
      expect({ moved, points, rank, shortNames }).toMatchObject({
        moved: 0,
        points: 0,
        rank: null,
        shortNames: { kk: 'Амал қоржыны' },
      });
      return [type, event, reasonText?.ru];
    };
    expect(told(history.reschedule('2026-10-01', '2026-12-05'))).toEqual([
      'rescheduled',
      'ChallengeRescheduled',
      'Перенесено на другой день',
    ]);
    expect(told(history.withdrawRulebook(2))).toEqual(['rules', 'RulebookWithdrawn', 'Исправлена ошибка']);
    history.close().finalise();
    expect(told(history.reopen())).toEqual(['reopened', 'ChallengeReopened', 'Рассмотрена апелляция']);
    expect(told(history.reopenSubmissions('2026-12-08'))).toEqual([
      'submissions-reopened',
      'SubmissionsReopened',
      'Исправлена ошибка',
    ]);
    expect(told(history.cancel())).toEqual(['cancelled', 'ChallengeCancelled', 'Исправлена ошибка']);
  });

  it('tell of a reopened decision as such, not as a revocation', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').reopenDecision('a1');
    expect(newest(history)).toMatchObject({
      type: 'decision-reopened',
      event: 'DecisionReopened',
      collegeId: 'anar',
      points: -10,
    });
    expect(newest(history.approve('a1').revoke('a1')).type).toBe('revoked');
  });

  it('tell of an enrolment with the rank per 100 students', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('b1', 'bota', 'fair').approve('b1');
    history.enrolment('bota', 2000);
    expect(newest(history)).toMatchObject({ type: 'enrolment', collegeId: 'bota', points: 0, rank: 1, per100Rank: 2 });
    const count = newsOf(history.fold(), 'staff').items.length;
    expect(newsOf(history.enrolment('bota', 2000).fold(), 'staff').items).toHaveLength(count);
  });

  it('keep what a merged college did under its own name', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').rename('anar', 'Анар').merge('anar', 'bota');
    const told = () =>
      newsOf(history.fold(), 'staff').items.map(({ type, collegeId, shortNames }) => [type, collegeId, shortNames.kk]);
    const before = ['approved', 'anar', 'Анар'];
    const merged = ['merged', 'bota', 'bota'];
    expect(told()).toEqual([merged, before]);
    history.submit('a2', 'anar', 'fair').approve('a2');
    expect(told()).toEqual([['approved', 'bota', 'bota'], merged, before]);
    history.undoMerger('anar').rename('anar', 'Анар-2');
    expect(told().slice(-1)).toEqual([['approved', 'anar', 'Анар-2']]);
  });

  it('tell of an enrolment that only decides a tie', () => {
    const history = new History()
      .announce()
      .publish({ ...rules, ties: { participantsWithinStudents: true } })
      .open([
        { id: 'anar', students: 150 },
        { id: 'bota', students: 150 },
      ]);
    history.submit('a1', 'anar', 'visit').approve('a1', { participants: 160 });
    history.submit('b1', 'bota', 'visit').approve('b1', { participants: 155 });
    const before = places(history.fold());
    history.enrolment('bota', 199);
    expect(places(history.fold())).not.toBe(before);
    expect(newest(history)).toMatchObject({ type: 'enrolment', collegeId: 'bota', points: 0, rank: 1, per100Rank: 1 });
  });

  it('keep a merger of a college that left later', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').merge('anar', 'bota').undoMerger('anar');
    const told = newsOf(history.leave('bota').fold(), 'staff').items;
    expect(told.map(({ event, collegeId, points }) => [event, collegeId, points])).toEqual([
      ['CollegeLeft', 'bota', 0],
      ['EntrantMergerUndone', 'anar', 10],
      ['EntrantMerged', 'bota', 10],
      ['ActionApproved', 'anar', 10],
    ]);
  });

  it('tell who left under the name of the time, and who entered', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').rename('anar', 'Анар').leave('anar');
    expect(newest(history)).toMatchObject({ type: 'left', points: -10, rank: null, shortNames: { kk: 'Анар' } });
    history.enter({ id: 'anar', students: 400 });
    expect(newest(history)).toMatchObject({ type: 'entered', points: 10, rank: 1, per100Rank: 1 });
  });
});
