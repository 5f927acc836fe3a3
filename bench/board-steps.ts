import type { DomainEvent } from '../src/events/schemas.js';
import { encode } from '../src/event-store/codec.js';
import type { StoredEvent } from '../src/event-store/event-store.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import type { Runner } from '../src/projector/runner.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';
import { uuidOf } from '../src/config/ids.js';

/** More would not fit into one append. */
const ENTRANTS_AT_ONCE = 1_000;
const BATCH = 100;
const BEGINS = Date.parse('2026-10-05T07:00:00.000Z');
const reviewer = 'acc-5b0c7d1e';
const same = (text: string) => ({ kk: text, ru: text, en: text });
const rules = {
  kinds: {
    trees: {
      base: 10,
      cap: 1_000,
      parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
      perDay: 1_000,
      seasonCap: null,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** One challenge with so many colleges, told event by event: the same number of colleges, the same events. */
export class CollegesAtWork {
  private readonly revisions = new Map<string, number>();
  private events = 0;
  private actions = 0;
  private chance = 1;

  /** `earlier`: events that others have told before in the same history. */
  constructor(
    private readonly colleges: number,
    readonly challengeId = 'amal-2026',
    private readonly earlier = 0,
  ) {}

  /** Everything up to the moment at which each college has one approved action. */
  *opening(): Generator<StoredEvent> {
    const titles = { titles: same('Жасыл'), season: same('2026') };
    const dates = { opensOn: '2026-10-01', closesOn: '2027-10-01' };
    const { challengeId } = this;
    yield this.own({ type: 'ChallengeAnnounced', data: { challengeId, track: 'green', ...titles, ...dates } });
    const note = { kk: 'Ереже', ru: 'Правила' };
    yield this.own({ type: 'RulebookPublished', data: { challengeId, version: 1, rules, retroactive: false, note } });
    const entrants = Array.from({ length: this.colleges }, (_, n) => ({
      collegeId: `college-${n}`,
      names: same(`Колледж ${n}`),
      shortNames: same(`К-${n}`),
      students: 200 + (n % 1_000),
      enrolmentAsOf: '2026-09-01',
      league: n % 2 === 0 ? 'A' : 'B',
    }));
    yield this.own({
      type: 'ChallengeOpened',
      data: { challengeId, entrants: entrants.slice(0, ENTRANTS_AT_ONCE) },
    });
    for (const entrant of entrants.slice(ENTRANTS_AT_ONCE))
      yield this.own({ type: 'CollegeEntered', data: { challengeId, ...entrant } });
    for (let n = 0; n < this.colleges; n += 1) yield* this.approved(n);
  }

  /** A hundred events: fifty actions of whoever it may be, submitted and approved. */
  batch(): StoredEvent[] {
    return Array.from({ length: BATCH / 2 }, () => [...this.approved(this.next() % this.colleges)]).flat();
  }

  private *approved(n: number): Generator<StoredEvent> {
    const actionId = `${this.challengeId}-${(this.actions += 1)}`;
    const whose = { actionId, challengeId: this.challengeId, collegeId: `college-${n}` };
    const day = this.recordedAt().slice(0, 10);
    const nothing = { partners: [], evidence: [], details: null };
    const claimed = { trees: { value: 5, precision: 'exact' as const } };
    const dates = { doneOn: day, submittedOn: day };
    yield this.of(`action-${actionId}`, {
      type: 'ActionSubmitted',
      data: { ...whose, kind: 'trees', ...dates, claimed, ...nothing, rulebookVersion: 1 },
    });
    const verified = { trees: 1 + (this.next() % 500) };
    yield this.of(`action-${actionId}`, { type: 'ActionApproved', data: { ...whose, verified, reviewer } });
  }

  private own(event: DomainEvent): StoredEvent {
    return this.of(`challenge-${this.challengeId}`, event);
  }

  private of(stream: string, event: DomainEvent): StoredEvent {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    this.events += 1;
    const metadata = { actor: reviewer, $correlationId: 'bench', recordedAt: this.recordedAt() };
    const { id, type, data, metadata: about } = encode(event, uuidOf(`growth ${this.number}`), metadata);
    const texts = { data: JSON.stringify(data), metadata: JSON.stringify(about) };
    return { id, type, stream, revision, position: String(this.number), ...texts };
  }

  private recordedAt(): string {
    return new Date(BEGINS + this.number * 10).toISOString();
  }

  /** Of the event told last, from 1. */
  private get number(): number {
    return this.earlier + this.events;
  }

  private next(): number {
    this.chance = (Math.imul(this.chance, 1_664_525) + 1_013_904_223) >>> 0;
    return this.chance >>> 8;
  }
}

/** The standings as the projector runs them, with the documents they write, encoded as they are sent to the read model. */
export class WrittenStandings {
  readonly documents = new Map<string, string>();

  private constructor(
    private readonly runner: Runner,
    private readonly keeps: boolean,
  ) {}

  /** `live`: whose memory answers questions; `keeps`: whether the documents can be looked at afterwards. */
  static async open({
    live,
    keeps = true,
  }: { live?: CurrentStandings; keeps?: boolean } = {}): Promise<WrittenStandings> {
    const documents = () => Promise.resolve(new Map<string, object>());
    const common = { store: new MemoryEventStore(), documents, position: null, parked: [] };
    const factory = standingsRunner(live ?? new CurrentStandings());
    return new WrittenStandings(await factory.open({ ...common, live: live !== undefined }), keeps);
  }

  /** How many documents it changes. */
  async fold(events: readonly StoredEvent[]): Promise<number> {
    const { upserts, deletes } = await this.runner.fold(events);
    for (const { key, body } of upserts) {
      const text = JSON.stringify(body);
      if (this.keeps) this.documents.set(key, text);
    }
    for (const key of deletes) this.documents.delete(key);
    return upserts.length + deletes.length;
  }
}

/** Processor time of this process, all its threads, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
