import fc from 'fast-check';
import { anyStep, anyRulebooks, HistoryBuilder } from '../../projections/standings/history.arbitrary.js';
import type { History } from '../../projections/standings/standings.fixture.js';
import { boardOf } from '../../projections/standings/standings.queries.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { EventStore, NewEvent } from '../../src/event-store/event-store.js';
import type { Board, StandingsRow } from '../../projections/standings/standings.contract.js';
import { Projector } from '../../src/projector/projector.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { playScoringCase, scoringCases } from '../support/scoring-cases.js';
import { shadowBoard, type LoggedEvent, shadowRow } from '../support/shadow-scorer.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, until } from './drill.js';

const BOARDS: readonly Board[] = ['total', 'per-100'];
const AUDIENCES = ['staff', 'public'] as const;

/** The same log under a rule that differs: a scorer that had it wrong would see this. */
const wrongRules: Record<string, (rules: Rulebook) => Rulebook> = {
  'nothing is late': (rules) => ({ ...rules, lateAfterDays: 3_660 }),
  'no share cap': (rules) => ({ ...rules, shareCap: { percent: 100, from: 0 } }),
  'one more a day': (rules) => eachKind(rules, (kind) => ({ ...kind, perDay: kind.perDay + 1 })),
  'no season cap': (rules) => eachKind(rules, (kind) => ({ ...kind, seasonCap: null })),
  'base points are diverse': (rules) => ({ ...rules, diversity: { ...rules.diversity, variableOnly: false } }),
  'any crowd decides ties': (rules) => ({ ...rules, ties: { participantsWithinStudents: false } }),
  'diversity twice': (rules) => ({ ...rules, diversity: { ...rules.diversity, points: rules.diversity.points * 2 } }),
};

const eachKind = (rules: Rulebook, change: (kind: Rulebook['kinds'][string]) => Rulebook['kinds'][string]) => ({
  ...rules,
  kinds: Object.fromEntries(Object.entries(rules.kinds).map(([code, kind]) => [code, change(kind)])),
});

function underWrongRule(log: readonly LoggedEvent[], change: (rules: Rulebook) => Rulebook): LoggedEvent[] {
  return log.map((event) => {
    if (event.type !== 'RulebookPublished') return event;
    const data = event.data as { rules: Rulebook };
    return { ...event, data: { ...data, rules: change(data.rules) } };
  });
}

/** Compares every board of a history after some of its events and at its end. */
function differences(history: History, seen: readonly LoggedEvent[], at: number) {
  const { events } = history;
  let count = 0;
  for (const through of [at % events.length, events.length]) {
    const state = history.fold(events.slice(0, through));
    for (const audience of AUDIENCES) {
      for (const board of BOARDS) {
        const ours = boardOf(state, audience, board).rows.map(shadowRow);
        if (JSON.stringify(ours) !== JSON.stringify(shadowBoard(seen.slice(0, through), audience, board))) count += 1;
      }
    }
  }
  return count;
}

function randomHistories(seed: number, runs: number): { history: History; at: number }[] {
  const story = fc.tuple(
    fc.array(anyStep('final', 'reopen'), { minLength: 5, maxLength: 60 }),
    anyRulebooks,
    fc.integer({ min: 2, max: 8 }),
    fc.nat(999),
    fc.boolean(),
  );
  return fc.sample(story, { seed, numRuns: runs }).map(([happenings, rulebooks, colleges, at, ends]) => {
    const { history } = new HistoryBuilder(colleges, rulebooks).tell(happenings);
    // Only actions can race in behind the event that a final names.
    const named = history.events.at(-1 - (at % 3));
    const raced = history.events.slice(-(at % 3) || history.events.length);
    if (ends && at % 3 > 0 && raced.every(({ stream }) => stream.startsWith('action-'))) history.finalise(named!.id);
    return { history, at };
  });
}

/** Stores a history in a running server and counts the boards that differ from the shadow scorer's. */
async function overHttp(server: TestApp, { events, challengeId }: History, place: number): Promise<[number, number]> {
  const id = `shadow-${place}`;
  const own = (text: string) => text.replaceAll('"actionId":"', `"actionId":"s${place}-`).replaceAll(challengeId, id);
  const position = await append(server.store, events, own, `s${place}-`, id);
  const projector = server.app.get(Projector);
  await until('the projection', async () => projector.caughtUp(position, 2_000));
  const stored = (await server.events())
    .filter(({ data }) => data.includes(`"challengeId":"${id}"`))
    .map((event) => ({ id: event.id, type: event.type, data: JSON.parse(event.data) as unknown }));
  let wrong = 0;
  for (const audience of AUDIENCES) {
    for (const board of BOARDS) {
      const cookie = audience === 'staff' ? server.adminCookie : undefined;
      const path = `/api/challenges/${id}/standings?board=${board}`;
      const { body } = await server.request('GET', path, cookie ? { cookie } : {});
      const shown = (body as { rows: StandingsRow[] }).rows.map(shadowRow);
      if (JSON.stringify(shown) !== JSON.stringify(shadowBoard(stored, audience, board))) wrong += 1;
    }
  }
  return [AUDIENCES.length * BOARDS.length, wrong];
}

async function append(
  store: EventStore,
  events: History['events'],
  own: (text: string) => string,
  prefix: string,
  challengeId: string,
): Promise<string> {
  let position = '';
  for (const { id, type, data, metadata, stream, revision } of events) {
    const target = stream.startsWith('action-')
      ? stream.replace('action-', `action-${prefix}`)
      : `challenge-${challengeId}`;
    const event = { id: ownId(id, prefix), type, ...(JSON.parse(own(JSON.stringify({ data, metadata }))) as object) };
    const through = (event as NewEvent).data as { throughEventId?: string };
    if (through.throughEventId) through.throughEventId = ownId(through.throughEventId, prefix);
    position = (await store.append(target, revision === 0 ? 'no-stream' : revision - 1, [event as NewEvent])).position;
  }
  return position;
}

const ownId = (id: string, prefix: string) => id.slice(0, 24) + prefix.replace(/\D/g, '').padStart(12, '0');

export const shadowScorer: Drill = {
  name: 'shadow-scorer',
  promise: 'an independent scorer computes the same boards from the raw history',
  target: '0 boards differ',
  quick: true,
  async run(seed, smoke) {
    const histories = randomHistories(seed, smoke ? 300 : 20_000);
    const cases = scoringCases().map((one) => ({ history: playScoringCase(one), at: 0 }));
    const all = [...histories, ...cases];
    const differ = all.reduce((sum, { history, at }) => sum + differences(history, history.events, at), 0);
    const caught = Object.entries(wrongRules).filter(([, change]) =>
      all.some(({ history, at }) => differences(history, underWrongRule(history.events, change), at) > 0),
    );
    const server = await startTestApp({ env: await drillStore() });
    let [shown, wrong] = [0, 0];
    try {
      for (const [place, { history }] of histories.slice(0, smoke ? 3 : 40).entries()) {
        const [boards, others] = await overHttp(server, history, place);
        shown += boards;
        wrong += others;
      }
    } finally {
      await server.close();
    }
    return {
      figure: `${differ} of ${all.length * 8} boards of the fold differ, ${wrong} of ${shown} over HTTP`,
      holds: differ === 0 && wrong === 0 && shown > 0,
      control: {
        kind: 'fault put in',
        figure: `${caught.length} of ${Object.keys(wrongRules).length} scorers with one wrong rule are found`,
        fails: caught.length === Object.keys(wrongRules).length,
      },
    };
  },
};
