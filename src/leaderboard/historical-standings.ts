import { Injectable } from '@nestjs/common';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { endOfDay, isDay } from '../events/day.js';
import { EventStore, type StoredEvent } from '../event-store/event-store.js';
import { ReadModel } from '../projector/read-model.js';
import { SnapshotStore } from '../projector/snapshot-store.js';
import { ChallengeStandings } from './challenge-standings.js';
import { replayInto } from './replay.js';
import { PositionByTimeIndex } from './position-by-time.js';
import { StandingsSnapshots } from './standings-snapshots.js';
import { CurrentStandings } from './live-standings.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

const KEPT_STATES = 4;

interface Kept {
  challengeId: string;
  position: string;
  boards: Promise<ChallengeStandings>;
}

/** Standings as of any event, folded by the same steps as those of now, from the last snapshot before it. The last ones asked for are kept. */
@Injectable()
export class HistoricalStandings {
  /** Least recently used first. */
  private kept: Kept[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
    private readonly live: CurrentStandings,
    private readonly instants: PositionByTimeIndex,
  ) {}

  /** Highest position recorded at or before an instant; a bare date means the end of that day in Asia/Aqtau. Null = there is none. */
  positionAt(at: string): Promise<string | null> {
    return this.instants.positionAt(isDay(at) ? endOfDay(at).getTime() : Date.parse(at));
  }

  /** To be read, not changed. Throws UnreadablePosition when it is none. */
  async asOf(challengeId: string, position: string): Promise<ChallengeStandings> {
    this.store.compare(position, position);
    const isSame = (one: Kept) => one.challengeId === challengeId && one.position === position;
    const known = this.kept.find(isSame);
    const one = known ?? { challengeId, position, boards: this.fold(challengeId, position) };
    this.kept = [...this.kept.filter((other) => other !== one), one].slice(-KEPT_STATES);
    one.boards.catch(() => (this.kept = this.kept.filter((other) => other !== one)));
    return one.boards;
  }

  /** Everything that is stored by now, whatever the read model has got to. */
  async atHead(challengeId: string): Promise<ChallengeStandings> {
    const live = await this.live.get(challengeId);
    const after = this.live.position;
    const boards = live ? ChallengeStandings.load(live.save()) : ChallengeStandings.of(challengeId);
    await replayInto(boards, this.store, { after, through: null, isParked: await this.waiting() });
    return boards;
  }

  private async fold(challengeId: string, position: string): Promise<ChallengeStandings> {
    const { boards, after } = await this.nearest(challengeId, position);
    await replayInto(boards, this.store, { after, through: position, isParked: await this.waiting() });
    return boards;
  }

  /** The challenge at the last round before a position; the beginning when there is none. */
  private async nearest(
    challengeId: string,
    position: string,
  ): Promise<{ boards: ChallengeStandings; after: string | null }> {
    const beginning = { boards: ChallengeStandings.of(challengeId), after: null };
    const live = await this.readModel.live(standingsProjection.name);
    if (!live) return beginning;
    const kept = new StandingsSnapshots(
      new CompressedSnapshots(this.snapshots, this.store, live.generation, () => undefined),
    );
    const round = await kept.latest(position);
    if (!round) return beginning;
    if (!round.challenges.has(challengeId)) return { ...beginning, after: round.position };
    const boards = await kept.load(round, challengeId);
    return boards ? { boards, after: round.position } : beginning;
  }

  /** Tells of an event whether it waits with its parked stream. */
  private async waiting(): Promise<(event: StoredEvent) => boolean> {
    const parked = await this.readModel.parked(standingsProjection.name);
    return ({ stream, revision }) => parked.some((one) => one.stream === stream && revision >= one.revision);
  }
}
