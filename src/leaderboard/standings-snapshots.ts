import { stateFormat } from '../../projections/standings/snapshot-codec.js';
import { ChallengeStandings } from './challenge-standings.js';
import type { CompressedSnapshots, SnapshotText } from './compressed-snapshots.js';

/** The stored key; older snapshots are found by it. */
const SET = 'round';
const keyOf = (challengeId: string) => `challenge/${challengeId}`;

/** Snapshots of all challenges at one position. A challenge unchanged since an earlier set is stored with that set. */
export interface SnapshotSet {
  position: string;
  /** Challenge → position of the set that stores it. */
  challenges: ReadonlyMap<string, string>;
}

interface SetText {
  format: number;
  challenges: [string, string][];
}

/** Snapshot sets of one generation of the standings. */
export class StandingsSnapshots {
  constructor(private readonly texts: CompressedSnapshots) {}

  /** The last readable set at or before a position; null = none. */
  async latest(position: string): Promise<SnapshotSet | null> {
    const found = await this.texts.latest(SET, position);
    return found && this.read(found);
  }

  /** All readable sets at or before a position, oldest first. */
  async allThrough(position: string): Promise<SnapshotSet[]> {
    const sets: SnapshotSet[] = [];
    for (const found of await this.texts.all(SET, position)) {
      const set = await this.read(found);
      if (set) sets.push(set);
    }
    return sets;
  }

  /** A challenge as of a set; null = fold it from its first event. */
  async load({ challenges }: SnapshotSet, challengeId: string): Promise<ChallengeStandings | null> {
    const position = challenges.get(challengeId);
    const text = position === undefined ? null : await this.texts.at(keyOf(challengeId), position);
    if (text === null) return null;
    return this.texts.orNull(challengeId, async () => ChallengeStandings.load(text));
  }

  /** Saves the changed challenges' texts, then the set itself. False = the set was not saved. */
  async save({ position, challenges }: SnapshotSet, changed: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [id, text] of changed) if (!(await this.texts.save(keyOf(id), { position, text }))) return false;
    const set: SetText = { format: stateFormat, challenges: [...challenges] };
    return this.texts.save(SET, { position, text: JSON.stringify(set) });
  }

  private read({ position, text }: SnapshotText): Promise<SnapshotSet | null> {
    return this.texts.orNull(SET, async () => {
      const { format, challenges } = JSON.parse(text) as SetText;
      return format === stateFormat ? { position, challenges: new Map(challenges) } : null;
    });
  }
}

const EVENTS_PER_SET = 12_000;
/** A start replays at most a quarter of the events between two sets more than once. */
const LONG_TAIL = 1 / 4;
const SHUTDOWN_EVENTS = 500;
/** Large snapshots take long to write, so more events must pass before the next set. */
const CHARACTERS_PER_EVENT = 1_000;

/** Decides when the next snapshot set is due. */
export class SnapshotPolicy {
  private events = 0;
  private characters = 0;

  constructor(private readonly every = EVENTS_PER_SET) {}

  /** A rebuild folds its long batches in parts of this many events, so that sets fall between them. */
  get batchSize(): number {
    return Math.ceil(this.every / 3);
  }

  get due(): boolean {
    return this.events >= Math.max(this.every, this.characters / CHARACTERS_PER_EVENT);
  }

  /** Due after a start that replayed many events, before the next start replays them again. */
  get dueAfterStart(): boolean {
    return this.events >= this.every * LONG_TAIL;
  }

  get dueOnShutdown(): boolean {
    return this.events >= Math.min(SHUTDOWN_EVENTS, this.every * LONG_TAIL);
  }

  restarted(tail: number): void {
    this.events = tail;
  }

  eventsFolded(events: number): void {
    this.events += events;
  }

  taken(texts: Iterable<string>): void {
    this.events = 0;
    this.characters = 0;
    for (const text of texts) this.characters += text.length;
  }
}
