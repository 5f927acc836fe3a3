import { uuidOf } from '../src/config/ids.js';
import { encode, type StoredEvent } from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import type { Runner } from '../src/projector/runner.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';
import { type Bench, byTurns, median, mustHold, rounded } from './harness.js';

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

/** A challenge with a given number of colleges, event by event; equal arguments give equal events. */
export class CollegesAtWork {
  private readonly revisions = new Map<string, number>();
  private events = 0;
  private actions = 0;
  private chance = 1;

  /** `earlier`: number of events already in the same history. */
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

  /** A hundred events: fifty random actions, submitted and approved. */
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

  /** Number of the last event, from 1. */
  private get number(): number {
    return this.earlier + this.events;
  }

  private next(): number {
    this.chance = (Math.imul(this.chance, 1_664_525) + 1_013_904_223) >>> 0;
    return this.chance >>> 8;
  }
}

/** The standings runner of the projector, with its documents encoded as for the read model. */
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

const FEW = 1_000;
const MANY = 10_000;
const SMOKE_SHARE = 20;
const BATCHES = 20;
/** Turns per round: a garbage collection falls into one turn and not into the median. */
const SLICES = 11;

/** A challenge with busy colleges, and its events so far. */
class Stage {
  private readonly told: StoredEvent[] = [];
  private changes = 0;
  private events = 0;

  private constructor(
    private readonly colleges: number,
    private readonly atWork: CollegesAtWork,
    private readonly written: WrittenStandings,
  ) {}

  static async open(colleges: number): Promise<Stage> {
    const stage = new Stage(colleges, new CollegesAtWork(colleges), await WrittenStandings.open());
    for (const event of stage.atWork.opening()) stage.told.push(event);
    await stage.written.fold(stage.told);
    await stage.turn();
    return stage;
  }

  /** Milliseconds of processor time for one event. */
  async turn(batches = BATCHES): Promise<number> {
    const work = Array.from({ length: batches }, () => this.atWork.batch());
    const events = work.reduce((sum, { length }) => sum + length, 0);
    const start = processorMs();
    for (const batch of work) this.changes += await this.written.fold(batch);
    const spent = processorMs() - start;
    this.events += events;
    for (const batch of work) this.told.push(...batch);
    return spent / events;
  }

  get documentsPerEvent(): number {
    return this.changes / this.events;
  }

  /** Incremental documents must equal those of one fold of all events. */
  async check(): Promise<void> {
    const once = await WrittenStandings.open();
    await once.fold(this.told);
    const bare = (text: string | undefined) => text?.replace(/"seq":\d+/, '');
    let rows = 0;
    for (const [key, text] of once.documents) {
      mustHold(bare(text) === bare(this.written.documents.get(key)), `${key} differs from a fold of everything`);
      rows += 1;
    }
    mustHold(rows === 4 * (this.colleges + 1), `the boards have ${rows} documents`);
    mustHold(rows === this.written.documents.size, 'documents are left over');
  }
}

/** Cost of a batch of a hundred events, at ten batches a second, with many colleges. */
export const scaleCost: Bench = {
  name: 'scale.cost',
  metric: `processor time for an event, standings of ${MANY} colleges and the documents they write, by the hundred`,
  anchor: `the same with ${FEW} colleges`,
  target: { atMost: 1.5 },
  async run(ground) {
    const size = (count: number) => (ground.smoke ? Math.ceil(count / SMOKE_SHARE) : count);
    const few = await Stage.open(size(FEW));
    const many = await Stage.open(size(MANY));
    const rounds = await byTurns(
      ground,
      () => many.turn(),
      () => few.turn(),
      SLICES,
    );
    await few.check();
    await many.check();
    return {
      rounds,
      figures: {
        'µs an event': rounded(1_000 * median(rounds.map(({ ours }) => ours))),
        [`µs an event, ${FEW} colleges`]: rounded(1_000 * median(rounds.map(({ anchor }) => anchor))),
        'documents an event': rounded(many.documentsPerEvent),
        [`documents an event, ${FEW} colleges`]: rounded(few.documentsPerEvent),
      },
    };
  },
};
