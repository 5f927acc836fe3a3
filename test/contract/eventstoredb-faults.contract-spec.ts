import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  InvalidEvent,
  type NewEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../../src/event-store/event-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import type { Timing } from '../../src/event-store/eventstoredb/connection.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import type { AppendFault } from '../support/eventstoredb-double/faults.js';
import { all, until } from './eventstoredb-watch.js';

jest.setTimeout(60_000);

const quick: Partial<Timing> = { appendTimeoutMs: 500, giveUpAfterMs: 30_000, backoffMs: [10, 50] };
const event = (n = 1): NewEvent => ({
  id: randomUUID(),
  type: 'FaultTested',
  data: { n },
  metadata: { schemaVersion: 1 },
});
const numbers = async (store: EventStore, stream: string) =>
  (await all(store.read(stream))).map(({ data }) => (JSON.parse(data) as { n: number }).n);

/** Sixteen writers, each with its own stream; an append counts as done when the store says so. */
async function write(
  to: EventStore,
  each: number,
  onAppend: () => void = () => undefined,
): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  const writer = async (stream: string) => {
    for (let n = 0; n < each; n++) {
      onAppend();
      await to.append(stream, n === 0 ? 'no-stream' : n - 1, [event(n)]);
      acknowledged.set(stream, n + 1);
    }
  };
  await Promise.all(Array.from({ length: 16 }, () => writer(`faults-${randomUUID()}`)));
  return acknowledged;
}

describe('appends to EventStoreDB with faults', () => {
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  let double: EventStoreDbDouble;
  let store: EventStore;
  const stores: EventStore[] = [];
  const open = async (timing: Partial<Timing> = {}) => {
    const opened = await openEventStoreDb({ url: double.url, log, timing: { ...quick, ...timing } });
    stores.push(opened);
    return opened;
  };

  beforeEach(async () => {
    double = await EventStoreDbDouble.start({ nodes: 3 });
    store = await open();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((each) => each.close()));
    await double.stop();
  });

  async function expectNothingLostOrDoubled(acknowledged: Map<string, number>): Promise<void> {
    for (const [stream, count] of acknowledged) {
      expect(await numbers(store, stream)).toEqual(Array.from({ length: count }, (_, n) => n));
    }
  }

  const inDoubt: AppendFault[] = [
    { kind: 'ignore' },
    { kind: 'lose-answer' },
    { kind: 'drop-before' },
    { kind: 'drop-after' },
    { kind: 'timeout' },
    { kind: 'delay', ms: 700 },
    { kind: 'no-position' },
    { kind: 'refuse', message: 'Server Is Not Ready' },
    { kind: 'refuse', message: 'Server Is Too Busy' },
    { kind: 'refuse', message: 'No leader info available' },
  ];
  for (const fault of inDoubt) {
    it(`is written once when the server does this first: ${Object.values(fault).join(' ')}`, async () => {
      double.faults.nextAppends = [fault];
      const stream = `faults-${randomUUID()}`;
      const appended = await store.append(stream, 'no-stream', [event(0), event(1)]);
      expect(double.faults.nextAppends).toEqual([]);
      expect(await numbers(store, stream)).toEqual([0, 1]);
      expect(appended).toEqual({ revision: 1, position: (await all(store.read(stream)))[1]!.position });
    });
  }

  it('neither loses nor doubles appends when connections drop', async () => {
    let sent = 0;
    const drop = () => {
      if (++sent % 25 === 0) double.faults.nextAppends.push({ kind: sent % 50 === 0 ? 'drop-before' : 'drop-after' });
    };
    const acknowledged = await write(store, 20, drop);
    expect(double.faults.appendsSeen).toBeGreaterThan(16 * 20);
    await expectNothingLostOrDoubled(acknowledged);
  });

  it('would fail on such drops without its retries', async () => {
    const impatient = await open({ giveUpAfterMs: 0 });
    await impatient.append(`faults-${randomUUID()}`, 'no-stream', [event()]);
    double.faults.nextAppends = [{ kind: 'drop-before' }];
    await expect(write(impatient, 2)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('neither loses nor doubles appends when the leader is killed', async () => {
    let sent = 0;
    const kill = () => {
      if (++sent !== 100) return;
      void double.nodes[0]!.stop();
      double.elect(null);
      setTimeout(() => double.elect(double.nodes[1]!), 200);
    };
    await expectNothingLostOrDoubled(await write(store, 20, kill));
    expect(double.leader()).toBe(double.nodes[1]);
  });

  it('follows the leader that another node names', async () => {
    await store.append(`faults-${randomUUID()}`, 'no-stream', [event()]);
    double.elect(double.nodes[2]!);
    double.dropConnections();
    const stream = `faults-${randomUUID()}`;
    await store.append(stream, 'no-stream', [event(7)]);
    expect(await numbers(store, stream)).toEqual([7]);
  });

  it('reaches a server that was stopped for a while', async () => {
    await store.append(`faults-${randomUUID()}`, 'no-stream', [event()]);
    await double.stop();
    const stream = `faults-${randomUUID()}`;
    const appended = store.append(stream, 'no-stream', [event(3)]);
    await until(() => warnings.length > 0 || double.leader() === null);
    await double.restart();
    expect((await appended).revision).toBe(0);
    expect(await numbers(store, stream)).toEqual([3]);
  });

  it('rejects hung appends in time and writes once on retry', async () => {
    const bounded = await open({ giveUpAfterMs: 2_000 });
    const [stream, written] = [`faults-${randomUUID()}`, event(5)];
    double.faults.everyAppend = { kind: 'lose-answer' };
    warnings.length = 0;
    const start = performance.now();
    await expect(bounded.append(stream, 'no-stream', [written])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(warnings.length).toBeGreaterThan(0);
    double.faults.clear();
    expect((await bounded.append(stream, 'no-stream', [written])).revision).toBe(0);
    expect(await numbers(bounded, stream)).toEqual([5]);
  });

  it('rejects in time when an append waits for a later seal check', async () => {
    const bounded = await open({ appendTimeoutMs: 2_000, giveUpAfterMs: 2_500 });
    double.faults.everyRead = { kind: 'hang' };
    const start = performance.now();
    const append = (stream: string) => bounded.append(stream, 'no-stream', [event()]).catch((error: unknown) => error);
    const first = append('faults-first').then((error) => ({ error, ms: performance.now() - start }));
    await new Promise((resolve) => setTimeout(resolve, 1_850));
    const later = Promise.all(Array.from({ length: 10 }, (_, n) => append(`faults-later-${n}`)));
    const { error, ms } = await first;
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(3_700);
    await later;
  });

  it('leaves a server that no longer responds', async () => {
    const stream = `faults-${randomUUID()}`;
    await store.append(stream, 'no-stream', [event(0)]);
    double.nodes[0]!.hang();
    const appended = store.append(stream, 0, [event(1)]);
    double.elect(double.nodes[1]!);
    expect((await appended).revision).toBe(1);
    expect(await numbers(store, stream)).toEqual([0, 1]);
  });

  it('rejects with StoreUnavailable without a server, for reads too', async () => {
    const bounded = await open({ giveUpAfterMs: 400 });
    await double.stop();
    await expect(bounded.append('faults-none', 'no-stream', [event()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(all(bounded.read('faults-none'))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(bounded.head()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('keeps writing after a malformed append that the server answered twice', async () => {
    double.faults.nextAppends = [{ kind: 'refuse', message: 'BadRequest' }];
    await expect(store.append('faults-bad', 'no-stream', [event()])).rejects.toBeInstanceOf(InvalidEvent);
    await until(() => double.faults.secondAnswers === 1);
    const stream = `faults-${randomUUID()}`;
    await store.append(stream, 'no-stream', [event(9)]);
    expect(await numbers(store, stream)).toEqual([9]);
  });

  it('sends a conflicting append only once', async () => {
    const stream = `faults-${randomUUID()}`;
    await store.append(stream, 'no-stream', [event()]);
    const seen = double.faults.appendsSeen;
    await expect(store.append(stream, 'no-stream', [event()])).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(double.faults.appendsSeen).toBe(seen + 1);
  });

  it("preserves the order of a client's first concurrent appends", async () => {
    const stream = `faults-${randomUUID()}`;
    const sent = Array.from({ length: 50 }, (_, n) => store.append(stream, n === 0 ? 'no-stream' : n - 1, [event(n)]));
    expect((await Promise.all(sent)).map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('resumes a read after a dropped connection, in both directions', async () => {
    const stream = `faults-${randomUUID()}`;
    let position = '';
    for (let from = 0; from < 3_000; from += 200) {
      const events = Array.from({ length: 200 }, (_, n) => event(from + n));
      ({ position } = await store.append(stream, from === 0 ? 'no-stream' : from - 1, events));
    }
    const ways = [
      () => store.read(stream),
      () => store.read(stream, { direction: 'backwards' }),
      () => store.readAll({ filter: { streamPrefixes: [stream] } }),
      () => store.readAll({ from: position, direction: 'backwards', filter: { streamPrefixes: [stream] } }),
    ];
    for (const way of ways) {
      const seen: number[] = [];
      for await (const { revision } of way()) if (seen.push(revision) % 1_000 === 500) double.dropConnections();
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3_000 }, (_, n) => n));
      expect(new Set(seen.slice(1).map((revision, index) => revision - seen[index]!)).size).toBe(1);
    }
  });

  it('stores canonical JSON bytes and returns the bytes of others', async () => {
    const stream = `faults-${randomUUID()}`;
    await store.append(stream, 'no-stream', [
      { ...event(), data: { b: 1, 10: 2, 9: 3, a: 'ә' }, metadata: { z: 1, a: 2 } },
    ]);
    const [record] = double.log.eventsOf(stream);
    expect(Buffer.from(record!.data).toString()).toBe('{"10":2,"9":3,"a":"ә","b":1}');
    expect(Buffer.from(record!.metadata).toString()).toBe('{"a":2,"z":1}');
    expect(record!.contentType).toBe('application/json');
    const foreign = {
      id: randomUUID(),
      type: 'Foreign',
      contentType: 'application/json',
      data: Buffer.from('{ "b": 1.50,\n"a":2 }'),
      metadata: Buffer.alloc(0),
    };
    await double.log.write(stream, [foreign]);
    expect((await all(store.read(stream, { from: 1 })))[0]!.data).toBe('{ "b": 1.50,\n"a":2 }');
  });
});
