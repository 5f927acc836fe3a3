import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Audience, StandingsRow } from '../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { boardOf, undecidedOf } from '../../projections/standings/standings.queries.js';
import type { StandingsState } from '../../projections/standings/standings.state.js';
import { ChallengeFacts, type FinalFacts } from '../challenges/index.js';
import { canonicalJson } from '../event-store/canonical-json.js';
import { DomainError } from '../event-store/domain-error.js';
import { EventStore, type StoredEvent, UnreadablePosition } from '../event-store/event-store.js';
import { CoalescedRead } from '../event-store/coalesced-read.js';
import { endOfDay, isDay } from '../events/day.js';
import type { EventMetadata } from '../events/event.js';
import { Problem } from '../http/problem.js';
import { ReadModel, SnapshotStore } from '../projector/read-model.js';
import { Parking } from '../projector/runner.js';
import { boards, ChallengeStandings, CurrentStandings, eventsBetween, replayInto } from './challenge-standings.js';
import { StandingsSnapshots } from './standings-snapshots.js';

const BLOCK_EVENTS = 1_000;
/** New blocks before the index is saved again. */
const SAVE_BLOCKS = 10;
/** The whole index is saved each time, so a longer one waits for more new blocks. */
const SAVE_SHARE = 1 / 100;
const SNAPSHOT_KEY = 'instants/1';
const CACHED_STATES = 4;

/** A run of consecutive events. */
interface Block {
  first: string;
  size: number;
  /** The earliest recorded-at, milliseconds since 1970; recorded-at may step back. */
  earliest: number;
}

/** Finds the last event at an instant. The index is saved with the snapshots, so a query reads one block and the new events. */
@Injectable()
export class PositionByTimeIndex {
  private blocks: Block[] = [];
  private last: string | null = null;
  private savedBlocks = 0;
  private isLoaded = false;
  private readonly updating = new CoalescedRead(() => this.catchUp());

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** The highest position recorded at or before an instant (milliseconds since 1970); null = none. */
  async positionAt(instant: number): Promise<string | null> {
    await this.update();
    const block = this.blocks.findLast(({ earliest }) => earliest <= instant);
    if (!block) return null;
    let found: string | null = null;
    for await (const event of this.store.readAll({ from: block.first, max: block.size }))
      if (recordedAt(event) <= instant) found = event.position;
    return found;
  }

  /** Indexes the new events. */
  update(): Promise<void> {
    return this.updating.run();
  }

  private async catchUp(): Promise<void> {
    if (!this.isLoaded) await this.load();
    for await (const event of eventsBetween(this.store, this.last, null)) this.add(event.position, recordedAt(event));
    const fresh = this.blocks.length - this.savedBlocks;
    if (this.last === null || fresh < Math.max(SAVE_BLOCKS, this.savedBlocks * SAVE_SHARE)) return;
    this.savedBlocks = this.blocks.length;
    const text = JSON.stringify({ blocks: this.blocks, last: this.last });
    await (await this.liveSnapshots()).save(SNAPSHOT_KEY, this.last, text);
  }

  /** Loads the index that an earlier process saved. */
  private async load(): Promise<void> {
    const head = await this.store.head();
    const parse = (text: string) => JSON.parse(text) as { blocks: Block[]; last: string };
    const found = head === null ? null : await (await this.liveSnapshots()).newest(SNAPSHOT_KEY, head, parse);
    if (found) [this.blocks, this.last, this.savedBlocks] = [found.blocks, found.last, found.blocks.length];
    this.isLoaded = true;
  }

  private liveSnapshots(): Promise<StandingsSnapshots> {
    return StandingsSnapshots.ofLive(this.snapshots, this.store, this.readModel);
  }

  private add(position: string, at: number): void {
    const block = this.blocks.at(-1);
    if (block && block.size < BLOCK_EVENTS) {
      block.size += 1;
      block.earliest = Math.min(block.earliest, at);
    } else this.blocks.push({ first: position, size: 1, earliest: at });
    this.last = position;
  }
}

function recordedAt({ metadata }: StoredEvent): number {
  return Date.parse((JSON.parse(metadata) as EventMetadata).recordedAt);
}

export interface AsOf {
  position?: string;
  at?: string;
}

/** Standings of a challenge now, and as of any event, folded from the last snapshot before it. The last few are cached. */
@Injectable()
export class StandingsAt {
  private readonly cached = new LRUCache<string, Promise<ChallengeStandings>>({ max: CACHED_STATES });

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
    private readonly current: CurrentStandings,
    private readonly times: PositionByTimeIndex,
  ) {}

  /** Throws CHALLENGE_UNKNOWN. */
  async now(challengeId: string): Promise<ChallengeStandings> {
    const standings = await this.current.get(challengeId);
    if (!standings?.lastVisibleEvent('public'))
      throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    return standings;
  }

  /**
   * As of a position or an instant; a bare date means the end of that day in Asia/Aqtau. Gives the standings of now for a position
   * beyond the last visible event: a freeze hides what follows it. Throws CHALLENGE_UNKNOWN.
   */
  async at(challengeId: string, audience: Audience, { position, at }: AsOf): Promise<ChallengeStandings> {
    const now = await this.now(challengeId);
    if (position === undefined && at === undefined) return now;
    try {
      const wanted = await this.positionOf({ position, at });
      if (wanted !== null && this.store.compare(wanted, now.lastVisibleEvent(audience)!.position) >= 0) return now;
      const standings = wanted === null ? null : await this.asOf(challengeId, wanted);
      if (standings?.lastVisibleEvent(audience)) return standings;
    } catch (error) {
      if (error instanceof UnreadablePosition)
        throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'position', code: 'POSITION', message: '' }] });
      throw error;
    }
    throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
  }

  /** The position of a moment; null = before every event. Throws UnreadablePosition. */
  async positionOf({ position, at = '' }: AsOf): Promise<string | null> {
    if (position === undefined) return this.times.positionAt(isDay(at) ? endOfDay(at).getTime() : Date.parse(at));
    this.store.compare(position, position);
    return position;
  }

  /** The result is shared: callers must not change it. Throws UnreadablePosition. */
  async asOf(challengeId: string, position: string): Promise<ChallengeStandings> {
    this.store.compare(position, position);
    const key = `${challengeId} ${position}`;
    const known = this.cached.get(key);
    if (known) return known;
    const standings = this.fold(challengeId, position);
    this.cached.set(key, standings);
    standings.catch(() => this.cached.delete(key));
    return standings;
  }

  /** The standings after every stored event, even those not projected yet. */
  async atHead(challengeId: string): Promise<ChallengeStandings> {
    const current = await this.current.get(challengeId);
    const after = this.current.position;
    const standings = current ? ChallengeStandings.load(current.save()) : ChallengeStandings.of(challengeId);
    return replayInto(standings, { store: this.store, after, through: null, parking: await this.parking() });
  }

  private async fold(challengeId: string, position: string): Promise<ChallengeStandings> {
    const snapshots = await StandingsSnapshots.ofLive(this.snapshots, this.store, this.readModel);
    const set = await snapshots.latest(position);
    return snapshots.fold(challengeId, set, { through: position, parking: await this.parking() });
  }

  /** The streams that the standings skip. */
  async parking(): Promise<Parking> {
    const { name } = standingsProjection;
    return new Parking(name, await this.readModel.parked(name));
  }
}

/** Fields of a row in the hash of a final. Later versions may add fields, and the hash of an earlier final stays. */
const HASHED = [
  ...['collegeId', 'names', 'shortNames', 'order', 'rank', 'points', 'actions', 'kinds', 'students'],
  ...['league', 'leagueRank', 'per100', 'per100Text'],
];
const hashed = (row: StandingsRow) => Object.fromEntries(Object.entries(row).filter(([key]) => HASHED.includes(key)));

/** SHA-256, hex, of the canonical JSON `{"per-100": rows, "total": rows}`. Rows hold no positions, so any store gives the same. */
export function standingsHash(state: StandingsState): string {
  const rows = Object.fromEntries(boards.map((board) => [board, boardOf(state, 'staff', board).rows.map(hashed)]));
  return createHash('sha256').update(canonicalJson(rows)).digest('hex');
}

/** The facts that finalising needs, from every stored event. */
@Injectable()
export class StandingsFinalisationFacts extends ChallengeFacts {
  constructor(private readonly standings: StandingsAt) {
    super();
  }

  override async atHead(challengeId: string): Promise<FinalFacts> {
    const { state } = await this.standings.atHead(challengeId);
    const { revision, live } = state;
    return {
      ...undecidedOf(state),
      revision,
      throughEventId: live.head.eventId,
      standingsHash: standingsHash(state),
    };
  }
}
