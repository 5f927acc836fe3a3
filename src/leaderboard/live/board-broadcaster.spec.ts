import { EventEmitter } from 'node:events';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Namespace, Socket } from 'socket.io';
import { random } from '../../../test/drills/drill.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../../test/support/memory-read-model.js';
import { Season } from '../../../test/support/season.js';
import { applyChange } from '../../../web/shared/live.js';
import { ProjectionBus } from '../../projector/running-projection.js';
import type { Lease } from '../../projector/lease.js';
import type { ProjectorReporter } from '../../projector/projector-reporter.js';
import { ProjectionRegistry } from '../../projector/runner.js';
import { Projector } from '../../projector/projector.js';
import type { Commit, ListOptions, Page } from '../../projector/read-model.js';
import { BoardCache } from '../board-cache.js';
import { CurrentStandings } from '../challenge-standings.js';
import type { Standings, StandingsAlive, StandingsChanged } from '../../../projections/standings/standings.contract.js';
import { standingsRunner } from '../standings.runner.js';
import { BoardBroadcaster } from './board-broadcaster.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const COLLEGES = ['aqshoqy', 'beket', 'qarashash'];
const reporter = new Proxy({}, { get: () => () => undefined }) as ProjectorReporter;

/** Some commits fail before the write, some after it; reads take a random number of turns. */
class UnreliableReadModel extends MemoryReadModel {
  isSteady = true;
  /** Commits wait for this promise. */
  gate: Promise<void> = Promise.resolve();

  constructor(private readonly next: () => number) {
    super();
  }

  override async list<Body>(projection: string, options?: ListOptions): Promise<Page<Body>> {
    const page = await super.list<Body>(projection, options);
    for (let turns = this.isSteady ? 0 : Math.floor(this.next() * 12); turns > 0; turns -= 1) await turn();
    return page;
  }

  override async commit(commits: readonly Commit[], lease?: Lease): Promise<void> {
    const [fate, turns] = [this.isSteady ? 1 : this.next(), Math.floor(this.next() * 4)];
    for (let n = 0; n < turns; n += 1) await turn();
    await this.gate;
    if (fate < 0.15) throw new Error('the connection is gone');
    await super.commit(commits, lease);
    if (fate < 0.25) throw new Error('the connection is gone, and the answer with it');
  }
}

/** A screen that follows the protocol over an in-order socket. */
class Screen {
  copy: Standings | null = null;
  isAsking = false;
  /** Runs in the turn in which a change arrives. */
  onChanged: (message: StandingsChanged) => void = () => undefined;
  readonly adapter = Object.assign(new EventEmitter(), { rooms: new Map<string, Set<string>>() });
  private readonly socket = {
    id: 'screen',
    conn: { transport: { writable: false } },
    rooms: new Set<string>(),
    nsp: null as Namespace | null,
    join: (room: string) => {
      this.socket.rooms.add(room);
      this.adapter.rooms.set(room, new Set(['screen']));
    },
  };
  readonly namespace = {
    name: '/live',
    server: {},
    adapter: this.adapter,
    sockets: new Map([['screen', this.socket]]),
    local: { to: () => ({ emit: (name: string, message: object) => this.hear(name, message) }) },
  } as unknown as Namespace;

  constructor(private readonly broadcaster: BoardBroadcaster) {
    this.socket.nsp = this.namespace;
  }

  async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    const answer = (standings: Standings) => void (this.copy = standings);
    const request = { challengeId: 'amal-2026', board: 'total' } as const;
    await this.broadcaster.watch(this.socket as unknown as Socket, request, 'public', answer);
    this.isAsking = false;
  }

  private hear(name: string, message: object): void {
    if (!this.copy) return;
    if (name === 'standings:alive') {
      if ((message as StandingsAlive).seq > this.copy.seq) void this.ask();
      return;
    }
    this.onChanged(message as StandingsChanged);
    const taken = applyChange(this.copy, message as StandingsChanged);
    if (taken.kind === 'resync') void this.ask();
    if (taken.kind === 'newer') this.copy = taken.standings;
  }
}

/** A server with one screen, before its season begins. */
function stage(next: () => number) {
  const [store, model, bus] = [new MemoryEventStore(), new UnreliableReadModel(next), new ProjectionBus()];
  const boards = new BoardCache(model, bus);
  const broadcaster = new BoardBroadcaster(boards);
  const screen = new Screen(broadcaster);
  broadcaster.open(screen.namespace);
  const registry = new ProjectionRegistry().add(standingsRunner(new CurrentStandings()));
  const projector = new Projector(store, model, registry, bus, reporter);
  projector.start();
  const story = new Season(store);
  const caughtUp = async () => projector.caughtUp((await store.head())!, 30_000);
  return {
    ...{ model, boards, screen, story, caughtUp },
    async begin() {
      await story.begin(COLLEGES);
      await caughtUp();
      await screen.ask();
    },
    async approve(actionId: string, collegeId: string, trees: number) {
      await story.submit(actionId, collegeId);
      await story.approve(actionId, { trees });
    },
    async end() {
      broadcaster.onModuleDestroy();
      await projector.stop();
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !isTrue(); await turn()) if (Date.now() > end) throw new Error('timed out');
}

/** Approves many actions while commits fail; gives the screen's last state and the stored board. */
async function season(seed: number) {
  const next = random(seed);
  const { model, screen, ...server } = stage(next);
  try {
    await server.begin();
    model.isSteady = false;
    for (let n = 0; n < 24; n += 1) {
      await server.approve(`a-${n}`, COLLEGES[Math.floor(next() * COLLEGES.length)]!, 1 + Math.floor(next() * 40));
      for (let turns = Math.floor(next() * 6); turns > 0; turns -= 1) await turn();
      if (next() < 0.3) await pause(next() * 20);
    }
    await server.caughtUp();
    const board = (await new BoardCache(model, new ProjectionBus()).get('amal-2026', 'total', 'public'))!.standings;
    await until(() => screen.copy?.seq === board.seq && !screen.isAsking);
    return { shown: screen.copy, board };
  } finally {
    await server.end();
  }
}

describe(`BoardBroadcaster (seed ${SEED})`, () => {
  it('brings the screen to the stored board whichever commits fail', async () => {
    const seeds = Array.from({ length: 8 }, (_, n) => SEED + n);
    const all = await Promise.all(seeds.map((seed) => season(seed)));
    for (const { shown, board } of all) expect(shown).toEqual(board);
  });

  it('sends a change only after the commit, when a GET shows it', async () => {
    const { model, boards, screen, story, ...server } = stage(random(SEED));
    let release = () => {};
    const arrived: { message: StandingsChanged; read: Promise<Standings>; stored: Promise<Standings> }[] = [];
    const read = async (from: BoardCache) => (await from.get('amal-2026', 'total', 'public'))!.standings;
    screen.onChanged = (message) =>
      arrived.push({ message, read: read(boards), stored: read(new BoardCache(model, new ProjectionBus())) });
    try {
      await server.begin();
      await story.submit('a-1', 'beket');
      await server.caughtUp();
      model.gate = new Promise((resolve) => (release = resolve));
      await story.approve('a-1', { trees: 7 });
      for (let turns = 0; turns < 50; turns += 1) await turn();
      const early = arrived.length;
      release();
      await server.caughtUp();
      await until(() => arrived.length > early);
      for (let n = 2; n < 6; n += 1) await server.approve(`a-${n}`, COLLEGES[n % COLLEGES.length]!, n);
      await server.caughtUp();
      const last = await read(boards);
      await until(() => screen.copy?.seq === last.seq);
      expect(early).toBe(0);
      for (const { message, read: own, stored } of arrived) {
        expect((await own).seq).toBeGreaterThanOrEqual(message.seq);
        expect((await stored).seq).toBeGreaterThanOrEqual(message.seq);
      }
    } finally {
      release();
      await server.end();
    }
  });
});
