import { Injectable } from '@nestjs/common';
import type { Audience } from '../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { endOfDay, isDay } from '../events/day.js';
import { DomainError } from '../event-store/domain-error.js';
import { EventStore, type StoredEvent, UnreadablePosition } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import { ReadModel } from '../projector/read-model.js';
import { SnapshotStore } from '../projector/snapshot-store.js';
import { ChallengeStandings, CurrentStandings } from './challenge-standings.js';
import { parkedIn, replayInto } from './replay.js';
import { PositionByTimeIndex } from './position-by-time.js';
import { StandingsSnapshots } from './standings-snapshots.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

const CACHED_STATES = 4;

interface CachedState {
  challengeId: string;
  position: string;
  standings: Promise<ChallengeStandings>;
}

/** Standings as of any event, folded from the last snapshot before it. The last few are cached. */
@Injectable()
export class HistoricalStandings {
  /** Least recently used first. */
  private cached: CachedState[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
    private readonly current: CurrentStandings,
    private readonly times: PositionByTimeIndex,
  ) {}

  /** The highest position at or before an instant; a bare date means the end of that day in Asia/Aqtau. Null = none. */
  positionAt(at: string): Promise<string | null> {
    return this.times.positionAt(isDay(at) ? endOfDay(at).getTime() : Date.parse(at));
  }

  /** Read-only. Throws UnreadablePosition. */
  async asOf(challengeId: string, position: string): Promise<ChallengeStandings> {
    this.store.compare(position, position);
    const isSame = (one: CachedState) => one.challengeId === challengeId && one.position === position;
    const known = this.cached.find(isSame);
    const one = known ?? { challengeId, position, standings: this.fold(challengeId, position) };
    this.cached = [...this.cached.filter((other) => other !== one), one].slice(-CACHED_STATES);
    one.standings.catch(() => (this.cached = this.cached.filter((other) => other !== one)));
    return one.standings;
  }

  /** The standings after every stored event, even those not projected yet. */
  async atHead(challengeId: string): Promise<ChallengeStandings> {
    const current = await this.current.get(challengeId);
    const after = this.current.position;
    const standings = current ? ChallengeStandings.load(current.save()) : ChallengeStandings.of(challengeId);
    await replayInto(standings, this.store, { after, through: null, isParked: await this.parked() });
    return standings;
  }

  private async fold(challengeId: string, position: string): Promise<ChallengeStandings> {
    const { standings, after } = await this.nearest(challengeId, position);
    await replayInto(standings, this.store, { after, through: position, isParked: await this.parked() });
    return standings;
  }

  /** The challenge at the last snapshot set before a position, or at its beginning. */
  private async nearest(
    challengeId: string,
    position: string,
  ): Promise<{ standings: ChallengeStandings; after: string | null }> {
    const beginning = { standings: ChallengeStandings.of(challengeId), after: null };
    const live = await this.readModel.live(standingsProjection.name);
    if (!live) return beginning;
    const snapshots = new StandingsSnapshots(
      new CompressedSnapshots(this.snapshots, this.store, live.generation, () => undefined),
    );
    const set = await snapshots.latest(position);
    if (!set) return beginning;
    if (!set.challenges.has(challengeId)) return { ...beginning, after: set.position };
    const standings = await snapshots.load(set, challengeId);
    return standings ? { standings, after: set.position } : beginning;
  }

  private async parked(): Promise<(event: StoredEvent) => boolean> {
    return parkedIn(await this.readModel.parked(standingsProjection.name));
  }
}

export interface AsOf {
  position?: string;
  at?: string;
}

/** Finds the standings of a challenge now, or as of a query's position or instant. */
@Injectable()
export class StandingsAt {
  constructor(
    private readonly current: CurrentStandings,
    private readonly history: HistoricalStandings,
    private readonly store: EventStore,
  ) {}

  /** Throws CHALLENGE_UNKNOWN. */
  async now(challengeId: string): Promise<ChallengeStandings> {
    const standings = await this.current.get(challengeId);
    if (!standings?.lastVisibleEvent('public'))
      throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    return standings;
  }

  /** Gives the standings of now for a position beyond the last visible event: a freeze hides what follows it. */
  async at(challengeId: string, audience: Audience, { position, at }: AsOf): Promise<ChallengeStandings> {
    const now = await this.now(challengeId);
    const wanted = position ?? (at === undefined ? undefined : await this.history.positionAt(at));
    if (wanted === undefined) return now;
    try {
      if (wanted !== null && this.store.compare(wanted, now.lastVisibleEvent(audience)!.position) >= 0) return now;
      const standings = wanted === null ? null : await this.history.asOf(challengeId, wanted);
      if (standings?.lastVisibleEvent(audience)) return standings;
    } catch (error) {
      if (error instanceof UnreadablePosition)
        throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'position', code: 'POSITION', message: '' }] });
      throw error;
    }
    throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
  }
}
