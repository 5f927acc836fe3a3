import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventStore, type NewEvent, UnreadablePosition } from '../../src/event-store/event-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { all, until } from './eventstoredb-watch.js';
import { Follower } from './follower.js';

jest.setTimeout(60_000);

const event = (n = 1): NewEvent => ({ id: randomUUID(), type: 'FollowTested', data: { n }, metadata: {} });
const revisions = (follower: Follower) => follower.events.map(({ revision }) => revision);
const counted = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('subscriptions to EventStoreDB with faults', () => {
  const log = { warn: () => undefined };
  let double: EventStoreDbDouble;
  let store: EventStore;
  let stream: string;
  const write = async (from: number, count: number) => {
    for (let n = from; n < from + count; n++) await store.append(stream, n === 0 ? 'no-stream' : n - 1, [event(n)]);
  };

  beforeEach(async () => {
    double = await EventStoreDbDouble.start();
    stream = `follow-${randomUUID()}`;
    store = await openEventStoreDb({ url: double.url, log, timing: { appendTimeoutMs: 2_000, backoffMs: [10, 50] } });
  });
  afterEach(async () => {
    await store.close();
    await double.stop();
  });

  it('delivers each event once through server restarts, unlike the plain client', async () => {
    const plain = EventStoreDBClient.connectionString(double.url);
    const plainSeen: bigint[] = [];
    let plainLost = false;
    const subscription = plain.subscribeToStream(stream);
    subscription.on('data', ({ event: seen }) => seen && plainSeen.push(seen.revision));
    subscription.on('error', () => (plainLost = true));
    const follower = new Follower(store, { filter: { streamPrefixes: [stream] } });
    await write(0, 10);
    await until(() => plainSeen.length === 10);
    for (const from of [10, 20]) {
      await double.restart();
      await write(from, 10);
    }
    await follower.until(({ events }) => events.length >= 30);
    await follower.end();
    expect(revisions(follower)).toEqual(counted(30));
    expect(plainLost).toBe(true);
    expect(plainSeen).toHaveLength(10);
    await plain.dispose();
  });

  it('resumes when the server ends a subscription without an error', async () => {
    await write(0, 40);
    double.faults.nextReads = [1, 2, 3, 4].map((n) => ({ kind: 'end-early', after: n * 4 }) as const);
    const follower = new Follower(store, { filter: { streamPrefixes: [stream] } });
    await follower.until(({ events }) => events.length >= 40);
    await follower.caughtUp();
    await follower.end();
    expect(double.faults.nextReads).toEqual([]);
    expect(revisions(follower)).toEqual(counted(40));
  });

  it('resumes through a server that is not ready, with one caught up', async () => {
    await write(0, 3);
    double.faults.nextReads = [{ kind: 'not-ready' }, { kind: 'drop' }, { kind: 'not-ready' }];
    const abort = new AbortController();
    const kinds: string[] = [];
    for await (const { kind } of store.subscribe({ filter: { streamPrefixes: [stream] }, signal: abort.signal })) {
      kinds.push(kind);
      if (kinds.length === 4) {
        double.dropConnections();
        await write(3, 1);
      }
      if (kinds.length === 5) abort.abort();
    }
    expect(kinds).toEqual(['event', 'event', 'event', 'caught-up', 'event']);
  });

  it('serves appends and reads beside two hundred subscriptions and frees them', async () => {
    await write(0, 1);
    const followers = Array.from({ length: 200 }, () => new Follower(store, { filter: { streamPrefixes: [stream] } }));
    await Promise.all(followers.map((follower) => follower.caughtUp()));
    expect(double.openReads()).toBe(200);
    await write(1, 1);
    await Promise.all(followers.map((follower) => follower.until(({ events }) => events.length === 2)));
    await Promise.all(followers.map((follower) => follower.end()));
    await until(() => double.openReads() === 0);
  });

  it('frees the server when a reader leaves, unlike the plain client', async () => {
    await store.append(stream, 'no-stream', counted(2_000).map(event));
    for await (const { revision } of store.read(stream)) if (revision === 3) break;
    for await (const { revision } of store.readAll({ filter: { streamPrefixes: [stream] } })) if (revision === 3) break;
    for await (const message of store.subscribe({ signal: new AbortController().signal }))
      if (message.kind === 'event') break;
    await until(() => double.openReads() === 0);
    const plain = EventStoreDBClient.connectionString(double.url);
    for await (const resolved of plain.readStream(stream)) if (resolved.event?.revision === 3n) break;
    await store.head();
    await until(() => double.openReads() === 1);
    await plain.dispose();
  });

  it('limits slow consumers without delaying a quick one', async () => {
    for (let n = 0; n < 20; n++) {
      const events = counted(500).map((i) => ({ ...event(n * 500 + i), data: { text: 'x'.repeat(500) } }));
      await store.append(stream, n === 0 ? 'no-stream' : n * 500 - 1, events);
    }
    const held = Array.from({ length: 10 }, () => new Follower(store, { filter: { streamPrefixes: [stream] } }, true));
    await Promise.all(held.map((follower) => follower.until(({ events }) => events.length === 1)));
    const quick = new Follower(store, { filter: { streamPrefixes: [stream] } });
    await quick.until(({ events }) => events.length === 10_000);
    const sent = [...double.nodes[0]!.openReads].map((outlet) => outlet.sent).sort((x, y) => x - y);
    expect(sent[9]).toBeLessThan(2_000);
    expect(sent[10]).toBeGreaterThanOrEqual(10_000);
    for (const follower of held.slice(1)) await follower.end();
    held[0]!.release();
    await held[0]!.until(({ events }) => events.length === 10_000);
    await Promise.all([held[0]!.end(), quick.end()]);
    expect(revisions(held[0]!)).toEqual(counted(10_000));
  });

  it('refuses positions of another history in reads and subscriptions', async () => {
    const { position } = await store.append(stream, 'no-stream', [event()]);
    const [commit] = position.split('-');
    const beside = `${BigInt(commit!) + 1n}-${BigInt(commit!) + 1n}`;
    const wrong = [
      '',
      'nonsense',
      '1',
      '-1--1',
      '01-01',
      beside,
      `${commit}-0`,
      '999999999999-999999999999',
      '9'.repeat(30) + '-0',
    ];
    await store.append(stream, 0, [event()]);
    for (const from of wrong) {
      await expect(all(store.readAll({ from }))).rejects.toBeInstanceOf(UnreadablePosition);
      await expect(all(store.readAll({ from, direction: 'backwards' }))).rejects.toBeInstanceOf(UnreadablePosition);
      await expect(new Follower(store, { after: from }).caughtUp()).rejects.toBeInstanceOf(UnreadablePosition);
    }
  });

  it('tolerates a server that reports the end of its log late', async () => {
    const { position: after } = await store.append(stream, 'no-stream', [event()]);
    double.faults.nextReads = [
      { kind: 'end-early', after: 0 },
      { kind: 'end-early', after: 0 },
    ];
    const follower = new Follower(store, { after });
    await follower.caughtUp();
    expect(double.faults.nextReads).toEqual([]);
    await follower.end();
  });

  it('fails when the server returns with an older history', async () => {
    await write(0, 20);
    const after = (await store.head())!;
    const follower = new Follower(store, { after });
    await follower.caughtUp();
    const { port } = double.nodes[0]!;
    await double.stop();
    double = await EventStoreDbDouble.start({ port });
    await expect(follower.until(() => false)).rejects.toBeInstanceOf(UnreadablePosition);
    const plain = EventStoreDBClient.connectionString(double.url);
    const [commit, prepare] = after.split('-').map(BigInt);
    const said: string[] = [];
    const subscription = plain.subscribeToAll({ fromPosition: { commit: commit!, prepare: prepare! } });
    subscription
      .on('caughtUp', () => said.push('caught up'))
      .on('error', () => said.push('error'))
      .on('data', () => said.push('event'));
    await until(() => said.length > 0);
    expect(said).toEqual(['caught up']);
    await plain.dispose();
  });

  it('omits system streams, deleted streams and broken links', async () => {
    const plain = EventStoreDBClient.connectionString(double.url);
    await write(0, 2);
    await plain.appendToStream('$own', jsonEvent({ type: 'Plain', data: {} }));
    await plain.appendToStream('links', [
      {
        ...jsonEvent({ type: '$>', data: {} }),
        contentType: 'application/octet-stream',
        data: Buffer.from('9@none'),
      } as never,
    ]);
    await plain.appendToStream('gone', jsonEvent({ type: 'Gone', data: {} }));
    await plain.tombstoneStream('gone');
    await write(2, 1);
    expect(await all(store.read('gone'))).toEqual([]);
    expect(await all(store.read('links'))).toEqual([]);
    const seen = (await all(store.readAll())).map((each) => `${each.stream} ${each.type}`);
    expect(seen).toEqual([`${stream} FollowTested`, `${stream} FollowTested`, 'gone Gone', `${stream} FollowTested`]);
    const follower = new Follower(store);
    await follower.caughtUp();
    await follower.end();
    expect(follower.events.map((each) => `${each.stream} ${each.type}`)).toEqual(seen);
    expect(await store.head()).toBe(follower.events.at(-1)!.position);
    await plain.dispose();
  });

  it('has no head while only the server has written', async () => {
    expect(await store.head()).toBeNull();
    expect(await all(store.readAll())).toEqual([]);
  });

  it('ends its subscriptions with an error when it is closed', async () => {
    const follower = new Follower(store);
    await follower.caughtUp();
    await store.close();
    await expect(follower.until(() => false)).rejects.toThrow('closed');
    await expect(store.append(stream, 'no-stream', [event()])).rejects.toThrow('closed');
  });

  it('leaves no uncaught error and no open handle after faults', async () => {
    expect(await runStray()).toEqual({ code: 0, output: 'done after 61 events\n' });
    expect((await runStray('stray')).code).toBe(1);
  });
});

function runStray(...args: string[]): Promise<{ code: number | null; output: string }> {
  const [register, script] = [
    join(__dirname, '../support/register-typescript.cjs'),
    join(__dirname, 'eventstoredb-stray-errors.ts'),
  ];
  const child = spawn(process.execPath, ['-r', register, script, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}
