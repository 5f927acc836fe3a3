const EVERY = 12_000;
/** A start folds at most a quarter of what lies between two rounds more than once. */
const LONG_TAIL = 1 / 4;
/** From so many on they are kept at a clean stop: the next start need not fold them. */
const WORTH_A_STOP = 500;
/** Keeping what is large costs time too: so many characters are written for each event between two rounds. */
const CHARACTERS_PER_EVENT = 1_000;

/** When the next round of snapshots is due: after so many events, later when what is to be kept is large. */
export class SnapshotPolicy {
  private since = 0;
  private characters = 0;

  constructor(private readonly every = EVERY) {}

  /** The long batches of a rebuild are folded in parts of so many events, for rounds to lie between them. */
  get batchSize(): number {
    return Math.ceil(this.every / 3);
  }

  get due(): boolean {
    return this.since >= Math.max(this.every, this.characters / CHARACTERS_PER_EVENT);
  }

  /** What was folded at a start is worth keeping at once, before the next start folds it again. */
  get dueAfterStart(): boolean {
    return this.since >= this.every * LONG_TAIL;
  }

  /** Worth keeping before the process ends. */
  get dueOnShutdown(): boolean {
    return this.since >= Math.min(WORTH_A_STOP, this.every * LONG_TAIL);
  }

  restarted(tail: number): void {
    this.since = tail;
  }

  eventsFolded(events: number): void {
    this.since += events;
  }

  taken(texts: Iterable<string>): void {
    this.since = 0;
    this.characters = 0;
    for (const text of texts) this.characters += text.length;
  }
}
