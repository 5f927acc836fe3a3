import type { StoredEvent } from '../src/event-store/event-store.js';
import { CollegesAtWork, processorMs, WrittenStandings } from './board-steps.js';
import { byTurns, median, mustHold, rounded, type Bench } from './measure.js';

const FEW = 1_000;
const SMOKE_SHARE = 20;
const BATCHES = 20;
/** Turns of a round: a collection of garbage, of what both sides keep in memory, falls into one of them and not into the median. */
const SLICES = 11;

/** A challenge whose colleges are at work, with what was told of it so far. */
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

  /** What was written bit by bit is what one fold of everything writes. */
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

/** What a batch of a hundred events costs the standings, at ten batches a second, where many colleges take part. */
export const scaleCost = (colleges: number): Bench => ({
  name: `scale.cost.${colleges / 1_000}k`,
  metric: `processor time for an event, standings of ${colleges} colleges and the documents they write, by the hundred`,
  anchor: `the same with ${FEW} colleges`,
  target: { atMost: 1.5 },
  async run(ground) {
    const size = (count: number) => (ground.smoke ? Math.ceil(count / SMOKE_SHARE) : count);
    const few = await Stage.open(size(FEW));
    const many = await Stage.open(size(colleges));
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
});
