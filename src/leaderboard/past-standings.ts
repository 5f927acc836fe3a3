import { Injectable } from '@nestjs/common';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { endOfDay, isDay } from '../events/day.js';
import { decode, isKnownType } from '../event-store/codec.js';
import { EventStore, type StoredEvent } from '../event-store/event-store.js';
import { ReadModel } from '../projector/read-model.js';
import { ChallengeBoards } from './challenge-boards.js';
import { Instants } from './instants.js';
import { LiveStandings } from './live-standings.js';

const KEPT_STATES = 16;

interface Kept {
  challengeId: string;
  position: string;
  json: string;
}

/** Standings as of any event, folded by the same steps as those of now. The last ones asked for are kept. */
@Injectable()
export class PastStandings {
  /** Least recently used first. */
  private kept: Kept[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly live: LiveStandings,
    private readonly instants: Instants,
  ) {}

  /** Highest position recorded at or before an instant; a bare date means the end of that day in Asia/Aqtau. Null = there is none. */
  positionAt(at: string): Promise<string | null> {
    return this.instants.positionAt(isDay(at) ? endOfDay(at).getTime() : Date.parse(at));
  }

  /** Throws UnreadablePosition when it is none. */
  async asOf(challengeId: string, position: string): Promise<ChallengeBoards> {
    const nearest = this.kept
      .filter((one) => one.challengeId === challengeId && this.store.compare(one.position, position) <= 0)
      .sort((a, b) => this.store.compare(b.position, a.position))[0];
    const boards = nearest ? ChallengeBoards.load(nearest.json) : ChallengeBoards.of(challengeId);
    this.store.compare(position, position);
    if (nearest?.position !== position) await this.advance(boards, nearest?.position ?? null, position);
    this.keep({ challengeId, position, json: nearest?.position === position ? nearest.json : boards.save() });
    return boards;
  }

  /** Everything that is stored by now, whatever the read model has got to. */
  async atHead(challengeId: string): Promise<ChallengeBoards> {
    const live = this.live.get(challengeId);
    const boards = live ? ChallengeBoards.load(live.save()) : ChallengeBoards.of(challengeId);
    await this.advance(boards, this.live.position, null);
    return boards;
  }

  private async advance(boards: ChallengeBoards, after: string | null, through: string | null): Promise<void> {
    const { challengeId } = boards.state;
    const parked = await this.readModel.parked(standingsProjection.name);
    const waits = (event: StoredEvent) =>
      parked.some(({ stream, revision }) => stream === event.stream && event.revision >= revision);
    const filter = { streamPrefixes: [`challenge-${challengeId}`, 'action-'] };
    for await (const event of this.store.readAll({ filter, ...(after === null ? {} : { from: after }) })) {
      if (after !== null && this.store.compare(event.position, after) <= 0) continue;
      if (through !== null && this.store.compare(event.position, through) > 0) break;
      if (!isKnownType(event.type) || !event.data.includes(`"challengeId":"${challengeId}"`) || waits(event)) continue;
      boards.fold(decode(event));
    }
  }

  private keep(state: Kept): void {
    this.kept = this.kept.filter(
      ({ challengeId, position }) => challengeId !== state.challengeId || position !== state.position,
    );
    this.kept.push(state);
    if (this.kept.length > KEPT_STATES) this.kept.shift();
  }
}
