import { uuidOf } from '../src/config/ids.js';
import { encode } from '../src/event-store/codec.js';
import type { EventStore, ExpectedRevision, NewEvent } from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';

export interface SeasonEvent extends NewEvent {
  stream: string;
}

export interface SeasonSize {
  events: number;
  /** Every college takes part in every challenge. */
  colleges: number;
  challenges: number;
  /** Events that other seasons have told before; absent = none. Names and instants go on from there. */
  earlier?: number;
}

const same = (text: string) => ({ kk: text, ru: text, en: text });
const BEGINS = Date.parse('2026-10-05T07:00:00.000Z');
const APART_MS = 20_000;
const IN_FLIGHT = 512;

const rules = {
  kinds: {
    trees: {
      base: 10,
      cap: 60,
      parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
      perDay: 1000,
      seasonCap: null,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** Challenges in which colleges plant trees: half of the events are submissions, half approvals. The same size gives the same events. */
export function* seasonEvents({ events, colleges, challenges, earlier = 0 }: SeasonSize): Generator<SeasonEvent> {
  let told = earlier;
  const event = (stream: string, happened: DomainEvent): SeasonEvent => {
    told += 1;
    const recordedAt = new Date(BEGINS + told * APART_MS).toISOString();
    const metadata = { actor: 'acc-5b0c7d1e', $correlationId: 'bench', recordedAt };
    return { stream, ...encode(happened, uuidOf(`season ${told}`), metadata) };
  };
  const names = Array.from({ length: challenges }, (_, n) => seasonName(earlier, n));
  for (const challengeId of names) yield* opening(challengeId, colleges, event);
  for (let action = 0; told < earlier + events; action += 1) {
    const challengeId = names[action % challenges]!;
    const collegeId = collegeOf(Math.floor(action / challenges) % colleges);
    const actionId = earlier === 0 ? `action-${action}` : `action-${earlier}-${action}`;
    const whose = { actionId, challengeId, collegeId };
    const day = new Date(BEGINS + told * APART_MS).toISOString().slice(0, 10);
    yield event(`action-${actionId}`, {
      type: 'ActionSubmitted',
      data: {
        ...whose,
        kind: 'trees',
        doneOn: day,
        submittedOn: day,
        claimed: { trees: { value: 5, precision: 'exact' } },
        partners: [],
        evidence: [],
        details: null,
        rulebookVersion: 1,
      },
    });
    if (told >= earlier + events) break;
    yield event(`action-${actionId}`, {
      type: 'ActionApproved',
      data: { ...whose, verified: { trees: 1 + (action % 40) }, reviewer: 'acc-5b0c7d1e' },
    });
  }
}

function* opening(
  challengeId: string,
  colleges: number,
  event: (stream: string, happened: DomainEvent) => SeasonEvent,
): Generator<SeasonEvent> {
  const stream = `challenge-${challengeId}`;
  const titles = { titles: same('Жасыл'), season: same('2026') };
  const dates = { opensOn: '2026-10-01', closesOn: '2027-10-01' };
  yield event(stream, { type: 'ChallengeAnnounced', data: { challengeId, track: 'green', ...titles, ...dates } });
  const note = { kk: 'Ереже', ru: 'Правила' };
  yield event(stream, {
    type: 'RulebookPublished',
    data: { challengeId, version: 1, rules, retroactive: false, note },
  });
  const entrants = Array.from({ length: colleges }, (_, n) => ({
    collegeId: collegeOf(n),
    names: same(`Колледж ${n}`),
    shortNames: same(`К-${n}`),
    students: 200 + n,
    enrolmentAsOf: '2026-09-01',
    league: n % 2 === 0 ? 'A' : 'B',
  }));
  yield event(stream, { type: 'ChallengeOpened', data: { challengeId, entrants } });
}

/** What a challenge of a season is called, by the events before the season. */
export const seasonName = (earlier: number, n: number) =>
  earlier === 0 ? `season-${n + 1}` : `season-${earlier}-${n + 1}`;

export const collegeOf = (n: number) => `college-${n}`;

/** Appends them as a server would, each stream in its order, many streams at once. */
export async function appendSeason(store: EventStore, events: Iterable<SeasonEvent>): Promise<number> {
  const heads = new Map<string, ExpectedRevision>();
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  for (const { stream, ...event } of events) {
    const head = heads.get(stream) ?? 'no-stream';
    heads.set(stream, head === 'no-stream' ? 0 : head + 1);
    const append = store.append(stream, head, [event]);
    const settled = append.finally(() => underWay.delete(settled));
    underWay.add(settled);
    count += 1;
    if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return count;
}
