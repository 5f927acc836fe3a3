import { EventEmitter } from 'node:events';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Namespace, Socket } from 'socket.io';
import { random } from '../../../test/drills/drill.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../../test/support/memory-read-model.js';
import { Season } from '../../../test/support/season.js';
import { take } from '../../../web/shared/standings-copy.js';
import { Doorbell } from '../../projector/doorbell.js';
import type { Lease } from '../../projector/lease.js';
import { ProjectionRegistry } from '../../projector/projection-registry.js';
import { Projector } from '../../projector/projector.js';
import type { ProjectorAlarms } from '../../projector/projector-ports.js';
import type { Commit, Document, ListOptions, Page } from '../../projector/read-model.js';
import { boardKey } from '../board-documents.js';
import { CurrentBoards } from '../current-boards.js';
import { LiveStandings } from '../live-standings.js';
import type { Standings, StandingsAlive, StandingsChanged } from '../../../projections/standings/standings.contract.js';
import { standingsRunner } from '../standings.runner.js';
import { LiveRooms } from './live-rooms.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const COLLEGES = ['aqshoqy', 'beket', 'qarashash'];
const KEY = boardKey('amal-2026', 'total', 'public');
const alarms = new Proxy({}, { get: () => () => undefined }) as ProjectorAlarms;

/** Commits now and then fail, before or after they were written: whoever commits cannot tell which. What is read is on its way for a while. */
class Unsteady extends MemoryReadModel {
  isSteady = true;
  /** Commits wait for it. */
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

/** One screen that keeps to the protocol, on a socket that brings what it is sent in its order. */
class Screen {
  copy: Standings | null = null;
  isAsking = false;
  readonly adapter = Object.assign(new EventEmitter(), { rooms: new Map<string, Set<string>>() });
  private readonly socket = {
    id: 'screen',
    conn: {},
    rooms: new Set<string>(),
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

  constructor(private readonly rooms: LiveRooms) {}

  async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    const answer = (standings: Standings) => void (this.copy = standings);
    const request = { challengeId: 'amal-2026', board: 'total' } as const;
    await this.rooms.watch(this.socket as unknown as Socket, request, 'public', answer);
    this.isAsking = false;
  }

  private hear(name: string, message: object): void {
    if (!this.copy) return;
    if (name === 'standings:alive') {
      if ((message as StandingsAlive).seq > this.copy.seq) void this.ask();
      return;
    }
    const taken = take(this.copy, message as StandingsChanged);
    if (taken.kind === 'again') void this.ask();
    if (taken.kind === 'newer') this.copy = taken.standings;
  }
}

/** A server with one screen, before its season begins. */
function stage(next: () => number) {
  const [store, model, doorbell, live] = [
    new MemoryEventStore(),
    new Unsteady(next),
    new Doorbell(),
    new LiveStandings(),
  ];
  const boards = new CurrentBoards(model, doorbell);
  const rooms = new LiveRooms(boards);
  const screen = new Screen(rooms);
  rooms.open(screen.namespace);
  const projector = new Projector(store, model, new ProjectionRegistry().add(standingsRunner(live)), doorbell, alarms);
  projector.start();
  const story = new Season(store);
  return {
    ...{ store, model, boards, rooms, screen, projector, story },
    async begin() {
      await story.begin(COLLEGES);
      await projector.caughtUp((await store.head())!, 30_000);
      await screen.ask();
    },
    async end() {
      rooms.onModuleDestroy();
      await projector.stop();
    },
    /** Nothing waits to be said, or for a board that is being read. */
    isQuiet: () =>
      [...rooms['feeds'].values()].every((feed) => feed['timer'] === null) &&
      [...boards['kept'].values()].every(({ board }) => board !== null),
  };
}

async function until(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !what(); await turn()) if (Date.now() > end) throw new Error('waited in vain');
}

/** The screen is told of one approval; its commit fails, and two are committed together under the same number. The points it shows. */
async function toldInVain(without?: 'doubt') {
  const names = { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' };
  const known = { names, shortNames: names, actions: 1, kinds: 1, participants: 0, divisor: 200, league: null };
  const standing = (collegeId: string, points: number) => ({
    key: KEY + collegeId,
    body: { ...known, collegeId, points },
  });
  const head = (seq: number) => ({
    key: KEY,
    body: { challengeId: 'amal-2026', board: 'total', seq, position: String(seq) },
  });
  const changes = (...upserts: Document[]) => [{ projection: 'standings', upserts, deletes: [], all: false }];
  let items: Document[] = [head(1), standing('aktau', 0), standing('beineu', 0)];
  const doorbell = new Doorbell();
  const list = () => Promise.resolve({ items: [...items], total: items.length });
  const rooms = new LiveRooms(new CurrentBoards({ list } as unknown as MemoryReadModel, doorbell));
  if (without) Object.assign(rooms, { [without]: () => undefined });
  const screen = new Screen(rooms);
  rooms.open(screen.namespace);
  try {
    await screen.ask();
    doorbell.foretell({ changes: changes(head(2), standing('aktau', 7)), committed: Promise.resolve(false) });
    await turn();
    doorbell.ring({ position: null, changes: [{ projection: 'standings', upserts: [], deletes: [], all: true }] });
    await turn();
    const both = [head(2), standing('aktau', 7), standing('beineu', 20)];
    doorbell.foretell({ changes: changes(...both), committed: Promise.resolve(true) });
    items = both;
    doorbell.ring({ position: null, changes: changes(...both), isForetold: true });
    await until(() => [...rooms['feeds'].values()].every((feed) => feed['timer'] === null) && !screen.isAsking);
    const points = new Map(screen.copy?.rows.map((row) => [row.collegeId, row.points]));
    return [points.get('aktau'), points.get('beineu')];
  } finally {
    rooms.onModuleDestroy();
  }
}

/** Many approvals while commits fail; what the screen shows at the end, and what the board is. */
async function season(seed: number) {
  const next = random(seed);
  const { store, model, screen, projector, story, ...it } = stage(next);
  try {
    await it.begin();
    model.isSteady = false;
    for (let n = 0; n < 24; n += 1) {
      await story.submit(`a-${n}`, COLLEGES[Math.floor(next() * COLLEGES.length)]!);
      await story.approve(`a-${n}`, { trees: 1 + Math.floor(next() * 40) });
      for (let turns = Math.floor(next() * 6); turns > 0; turns -= 1) await turn();
      if (next() < 0.3) await pause(next() * 20);
    }
    const position = (await store.head())!;
    await projector.caughtUp(position, 30_000);
    const board = (await new CurrentBoards(model, new Doorbell()).get('amal-2026', 'total', 'public'))!.standings;
    await until(() => it.isQuiet() && !screen.isAsking);
    return { shown: screen.copy, board };
  } finally {
    await it.end();
  }
}

describe(`a screen that is told before the commit (seed ${SEED})`, () => {
  const seeds = Array.from({ length: 8 }, (_, n) => SEED + n);

  it('shows the board in the end, whichever commits failed on the way', async () => {
    const all = await Promise.all(seeds.map((seed) => season(seed)));
    for (const { shown, board } of all) expect(shown).toEqual(board);
  });

  it('asks for the board again when what it was told came to nothing; nobody would notice if it were not doubted', async () => {
    expect(await toldInVain()).toEqual([7, 20]);
    expect(await toldInVain('doubt')).toEqual([7, 0]);
  });

  it('is shown the same by whoever reads the board while the commit is under way', async () => {
    const { model, boards, screen, story, ...it } = stage(random(SEED));
    let open = () => {};
    try {
      await it.begin();
      await until(() => it.isQuiet());
      await boards.get('amal-2026', 'total', 'public');
      await story.submit('a-1', 'beket');
      await it.projector.caughtUp((await it.store.head())!, 30_000);
      model.gate = new Promise((resolve) => (open = resolve));
      const before = screen.copy!;
      await story.approve('a-1', { trees: 7 });
      await until(() => screen.copy !== before);
      const read = await boards.get('amal-2026', 'total', 'public');
      expect(read?.standings).toEqual(screen.copy);
      const stored = await new CurrentBoards(model, new Doorbell()).get('amal-2026', 'total', 'public');
      expect(stored?.standings).toEqual(before);
    } finally {
      open();
      await it.end();
    }
  });
});
