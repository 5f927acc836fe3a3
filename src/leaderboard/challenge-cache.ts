import { ChallengeStandings } from './challenge-standings.js';
import type { StandingsSnapshots, SnapshotSet } from './standings-snapshots.js';

/**
 * The standings of all challenges after one event. A challenge that nothing has touched since the last round is fetched when it is asked
 * for, so that a start costs the events since then, and memory holds what is going on.
 */
export class ChallengeCache {
  /** Those at hand. */
  readonly loaded = new Map<string, ChallengeStandings>();
  private readonly opening = new Map<string, Promise<ChallengeStandings>>();
  private changed = new Set<string>();

  constructor(
    private round: SnapshotSet | null,
    private readonly kept: StandingsSnapshots | null,
    /** Folds a challenge from its first event to the round. */
    private readonly foldAnew: (challengeId: string, through: string) => Promise<ChallengeStandings>,
  ) {}

  /** Of every challenge that there is. */
  ids(): string[] {
    return [...new Set([...(this.round?.challenges.keys() ?? []), ...this.loaded.keys()])];
  }

  /** Undefined = there is no such challenge. */
  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    const { round } = this;
    const known = this.loaded.get(challengeId);
    if (known || !round?.challenges.has(challengeId)) return known;
    const opening = this.opening.get(challengeId) ?? this.open(challengeId, round);
    this.opening.set(challengeId, opening);
    return opening;
  }

  /** A challenge at hand that is about to change; made when it is not there yet. */
  getForUpdate(challengeId: string): ChallengeStandings {
    const boards = this.loaded.get(challengeId) ?? ChallengeStandings.of(challengeId);
    this.loaded.set(challengeId, boards);
    this.changed.add(challengeId);
    return boards;
  }

  /**
   * Begins a round at a position. Gives it with what is to be kept for it; the challenges at hand that had not changed since the last one
   * are let go.
   */
  startSnapshot(position: string): { round: SnapshotSet; changed: ReadonlyMap<string, string>; closed: string[] } {
    const changed = new Map([...this.changed].map((id) => [id, this.loaded.get(id)!.save()]));
    const closed = [...this.loaded.keys()].filter((id) => !changed.has(id));
    for (const id of closed) this.loaded.delete(id);
    const places = [...changed.keys()].map((id) => [id, position] as const);
    this.round = { position, challenges: new Map([...(this.round?.challenges ?? []), ...places]) };
    this.changed = new Set();
    return { round: this.round, changed, closed };
  }

  /** The round could not be kept: its challenges belong to the next one. Those that were let go stay where they were kept before. */
  retryChallenges(challengeIds: Iterable<string>): void {
    for (const id of challengeIds) if (this.loaded.has(id)) this.changed.add(id);
  }

  private async open(challengeId: string, round: SnapshotSet): Promise<ChallengeStandings> {
    try {
      const boards = (await this.kept?.load(round, challengeId)) ?? (await this.foldAnew(challengeId, round.position));
      const meanwhile = this.loaded.get(challengeId);
      if (!meanwhile) this.loaded.set(challengeId, boards);
      return meanwhile ?? boards;
    } finally {
      this.opening.delete(challengeId);
    }
  }
}
