import { ChallengeStandings } from './challenge-standings.js';
import type { SnapshotSet, StandingsSnapshots } from './standings-snapshots.js';

/**
 * The standings of all challenges after one event. A challenge unchanged since the last snapshot set is loaded on demand.
 * A start thus costs the events since that set, and memory holds only the active challenges.
 */
export class ChallengeCache {
  readonly loaded = new Map<string, ChallengeStandings>();
  private readonly loading = new Map<string, Promise<ChallengeStandings>>();
  private changed = new Set<string>();

  constructor(
    private set: SnapshotSet | null,
    private readonly snapshots: StandingsSnapshots | null,
    /** Folds a challenge from its first event to a position. */
    private readonly replay: (challengeId: string, through: string) => Promise<ChallengeStandings>,
  ) {}

  /** The ids of all challenges, loaded or not. */
  ids(): string[] {
    return [...new Set([...(this.set?.challenges.keys() ?? []), ...this.loaded.keys()])];
  }

  /** Undefined = no such challenge. */
  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    const { set } = this;
    const known = this.loaded.get(challengeId);
    if (known || !set?.challenges.has(challengeId)) return known;
    const loading = this.loading.get(challengeId) ?? this.load(challengeId, set);
    this.loading.set(challengeId, loading);
    return loading;
  }

  /** A loaded challenge that is about to change; created when missing. */
  getForUpdate(challengeId: string): ChallengeStandings {
    const standings = this.loaded.get(challengeId) ?? ChallengeStandings.of(challengeId);
    this.loaded.set(challengeId, standings);
    this.changed.add(challengeId);
    return standings;
  }

  /** Starts a snapshot set: gives the texts to save, and unloads the challenges that did not change. */
  startSnapshot(position: string): { set: SnapshotSet; changed: ReadonlyMap<string, string>; unloaded: string[] } {
    const changed = new Map([...this.changed].map((id) => [id, this.loaded.get(id)!.save()]));
    const unloaded = [...this.loaded.keys()].filter((id) => !changed.has(id));
    for (const id of unloaded) this.loaded.delete(id);
    const positions = [...changed.keys()].map((id) => [id, position] as const);
    this.set = { position, challenges: new Map([...(this.set?.challenges ?? []), ...positions]) };
    this.changed = new Set();
    return { set: this.set, changed, unloaded };
  }

  /** The set was not saved: its loaded challenges belong to the next one. */
  retryChallenges(challengeIds: Iterable<string>): void {
    for (const id of challengeIds) if (this.loaded.has(id)) this.changed.add(id);
  }

  private async load(challengeId: string, set: SnapshotSet): Promise<ChallengeStandings> {
    try {
      const standings =
        (await this.snapshots?.load(set, challengeId)) ?? (await this.replay(challengeId, set.position));
      const meanwhile = this.loaded.get(challengeId);
      if (!meanwhile) this.loaded.set(challengeId, standings);
      return meanwhile ?? standings;
    } finally {
      this.loading.delete(challengeId);
    }
  }
}
