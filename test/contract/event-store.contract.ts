import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../src/event-store/canonical-json.js';
import {
  InvalidEvent,
  StoreUnavailable,
  UnreadablePosition,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
} from '../../src/event-store/event-store.js';
import { Follower } from './follower.js';

export interface OpenedEventStore {
  store: EventStore;
  /** A second client on the same history. */
  another(): Promise<EventStore>;
  /** Cuts the connections of all clients; the server lives on. */
  drop?(): Promise<void>;
  close(): Promise<void>;
}

const event = (
  data: object = { n: 1 },
  type = 'ContractTested',
  metadata: object = { actor: 'system', schemaVersion: 1 },
): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata,
});
const numbered = (count: number, from = 0, type?: string) =>
  Array.from({ length: count }, (_, n) => event({ n: from + n }, type));
const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id);
const numbers = (events: readonly StoredEvent[]) => events.map(({ data }) => (JSON.parse(data) as { n: number }).n);
/** Appends like a caller after StoreUnavailable: again with the same ids. */
const persist = async (
  to: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: NewEvent[],
): Promise<Appended> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await to.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || attempt === 10) throw error;
    }
  }
};
const refusal = async (append: Promise<Appended>) => {
  const error: unknown = await append.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WrongExpectedRevision);
  const { stream, expected, actual } = error as WrongExpectedRevision;
  return { stream, expected, actual };
};

const only = (stream: string) => ({ streamPrefixes: [stream] });
const mixed = (n: number) => [event({ n }, 'Wanted'), event({ n: n + 1 }, 'Unwanted')];

/** The promises of every event store. */
export function eventStoreContract(name: string, open: () => Promise<OpenedEventStore>): void {
  const run = randomUUID().slice(0, 8);
  let opened: OpenedEventStore;
  let store: EventStore;
  let streams = 0;
  let tests = 0;

  const newStream = (kind = 'contract') => `${kind}${run}-${String(++streams).padStart(4, '0')}`;
  const test = (title: string, body: () => Promise<void>) => {
    tests++;
    it(title, body, 60_000);
  };
  const readAll = async (options: Parameters<EventStore['readAll']>[0]) => numbers(await all(store.readAll(options)));

  describe(`event store contract: ${name}`, () => {
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    }, 60_000);
    afterAll(async () => {
      await opened.close();
      process.stdout.write(
        `event store contract: ${tests} tests on ${name}${opened.drop ? '' : ', no connection cut'}\n`,
      );
    }, 60_000);

    describe('append', () => {
      test('gives the first event revision 0 and returns it byte for byte', async () => {
        const stream = newStream();
        const written = event({ b: 2, a: [1, null, true], c: { z: 'я', y: 0 } }, 'ContractTested', {
          actor: 'system',
          schemaVersion: 3,
        });
        const appended = await store.append(stream, 'no-stream', [written]);
        expect(appended.revision).toBe(0);
        expect(await all(store.read(stream))).toEqual([
          {
            id: written.id,
            type: 'ContractTested',
            stream,
            revision: 0,
            position: appended.position,
            data: '{"a":[1,null,true],"b":2,"c":{"y":0,"z":"я"}}',
            metadata: '{"actor":"system","schemaVersion":3}',
          },
        ]);
      });

      test('writes several events in order and returns the last revision', async () => {
        const stream = newStream();
        const events = numbered(5);
        const appended = await store.append(stream, 'no-stream', events);
        const stored = await all(store.read(stream));
        expect(ids(stored)).toEqual(ids(events));
        expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
        expect(appended).toEqual({ revision: 4, position: stored.at(-1)!.position });
      });

      test('an exact revision continues the stream', async () => {
        const stream = newStream();
        const first = await store.append(stream, 'no-stream', numbered(2));
        const second = await store.append(stream, first.revision, numbered(3, 2));
        expect(second.revision).toBe(4);
        expect(store.compare(first.position, second.position)).toBeLessThan(0);
        expect(numbers(await all(store.read(stream)))).toEqual([0, 1, 2, 3, 4]);
      });

      test('a later append has a later position, also in another stream', async () => {
        const first = await store.append(newStream(), 'no-stream', numbered(1));
        const second = await store.append(newStream(), 'no-stream', numbered(1));
        expect(store.compare(first.position, second.position)).toBeLessThan(0);
      });

      test('refuses no-stream for an existing stream, naming its revision', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(3));
        expect(await refusal(store.append(stream, 'no-stream', numbered(2)))).toEqual({
          stream,
          expected: 'no-stream',
          actual: 2,
        });
        expect(await all(store.read(stream))).toHaveLength(3);
      });

      test('refuses an earlier revision', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(3));
        expect(await refusal(store.append(stream, 1, numbered(1)))).toEqual({ stream, expected: 1, actual: 2 });
      });

      test('refuses a later revision', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(1));
        expect(await refusal(store.append(stream, 7, numbered(1)))).toEqual({ stream, expected: 7, actual: 0 });
      });

      test('refuses a revision of a missing stream, which stays missing', async () => {
        const stream = newStream();
        expect(await refusal(store.append(stream, 0, numbered(1)))).toEqual({
          stream,
          expected: 0,
          actual: 'no-stream',
        });
        expect(await all(store.read(stream))).toEqual([]);
      });

      test('writes one of twenty concurrent first appends and rejects the others', async () => {
        const stream = newStream();
        const attempts = Array.from({ length: 20 }, () => numbered(2));
        const results = await Promise.allSettled(attempts.map((events) => store.append(stream, 'no-stream', events)));
        const winners = attempts.filter((_, index) => results[index]!.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        for (const result of results.filter((each) => each.status === 'rejected'))
          expect(result.reason).toMatchObject({ expected: 'no-stream', actual: 1 });
        expect(ids(await all(store.read(stream)))).toEqual(ids(winners[0]!));
      });

      test('a refused append does not harm its neighbours', async () => {
        const taken = newStream();
        await store.append(taken, 'no-stream', numbered(1));
        const [before, refused, after] = await Promise.allSettled([
          store.append(newStream(), 'no-stream', numbered(1)),
          store.append(taken, 'no-stream', numbered(1)),
          store.append(newStream(), 'no-stream', numbered(1)),
        ]);
        expect([before.status, refused.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      });

      test('four hundred events in one append are all there', async () => {
        const stream = newStream();
        expect((await store.append(stream, 'no-stream', numbered(400))).revision).toBe(399);
        expect(numbers(await all(store.read(stream)))).toEqual(Array.from({ length: 400 }, (_, n) => n));
      });

      test('lets another client read and continue a stream', async () => {
        const stream = newStream();
        const other = await opened.another();
        const { revision } = await store.append(stream, 'no-stream', numbered(1));
        await other.append(stream, revision, numbered(1, 1));
        expect(numbers(await all(store.read(stream)))).toEqual([0, 1]);
        await other.close();
      });
    });

    describe('the same append again', () => {
      test('returns the first result and writes nothing', async () => {
        const stream = newStream();
        const events = numbered(3);
        const first = await store.append(stream, 'no-stream', events);
        expect(await store.append(stream, 'no-stream', events)).toEqual(first);
        expect(await all(store.read(stream))).toHaveLength(3);
      });

      test('does so after further events, at the beginning and in the middle', async () => {
        const stream = newStream();
        const [begin, middle, end] = [numbered(2), numbered(2, 2), numbered(2, 4)];
        const first = await store.append(stream, 'no-stream', begin);
        const second = await store.append(stream, 1, middle);
        await store.append(stream, 3, end);
        expect(await store.append(stream, 'no-stream', begin)).toEqual(first);
        expect(await store.append(stream, 1, middle)).toEqual(second);
        expect(numbers(await all(store.read(stream)))).toEqual([0, 1, 2, 3, 4, 5]);
      });

      test('does so through another client', async () => {
        const stream = newStream();
        const events = numbered(2);
        const first = await store.append(stream, 'no-stream', events);
        const other = await opened.another();
        expect(await other.append(stream, 'no-stream', events)).toEqual(first);
        await other.close();
      });

      test('does so when sent ten times at once after the first', async () => {
        const stream = newStream();
        const events = numbered(2);
        const first = await store.append(stream, 'no-stream', events);
        const repeats = await Promise.all(Array.from({ length: 10 }, () => store.append(stream, 'no-stream', events)));
        expect(repeats).toEqual(Array.from({ length: 10 }, () => first));
        expect(await all(store.read(stream))).toHaveLength(2);
      });

      test('writes once when sent five times at once', async () => {
        const stream = newStream();
        const events = numbered(2);
        const answers = await Promise.all(Array.from({ length: 5 }, () => persist(store, stream, 'no-stream', events)));
        const stored = await all(store.read(stream));
        expect(ids(stored)).toEqual(ids(events));
        for (const { revision } of answers) expect(revision).toBe(1);
      });

      test('treats a first part of it as a repeat', async () => {
        const stream = newStream();
        const events = numbered(3);
        await store.append(stream, 'no-stream', events);
        expect((await store.append(stream, 'no-stream', events.slice(0, 2))).revision).toBe(1);
        expect(await all(store.read(stream))).toHaveLength(3);
      });

      test('stores the first data when only the data differ', async () => {
        const stream = newStream();
        const first = event({ n: 1 });
        await store.append(stream, 'no-stream', [first]);
        await store.append(stream, 'no-stream', [{ ...first, data: { n: 2 } }]);
        expect(numbers(await all(store.read(stream)))).toEqual([1]);
      });

      test('is a conflict when known and new events are mixed', async () => {
        const stream = newStream();
        const events = numbered(2);
        await store.append(stream, 'no-stream', events);
        const refused = { stream, expected: 'no-stream', actual: 1 };
        expect(await refusal(store.append(stream, 'no-stream', [...events, event()]))).toEqual(refused);
        expect(await refusal(store.append(stream, 'no-stream', [event(), events[0]!]))).toEqual(refused);
        expect(await all(store.read(stream))).toHaveLength(2);
      });

      test('is a conflict when it expects another revision than the first time', async () => {
        const stream = newStream();
        const events = numbered(3);
        await store.append(stream, 'no-stream', events);
        expect(await refusal(store.append(stream, 0, [events[0]!]))).toEqual({ stream, expected: 0, actual: 2 });
      });
    });

    describe('an event that cannot be stored is refused before it is sent', () => {
      const cases: [string, (stream: string) => [string, NewEvent[]]][] = [
        ['no event at all', (stream) => [stream, []]],
        ['an id that is no UUID', (stream) => [stream, [{ ...event(), id: 'x' }]]],
        ['an empty id', (stream) => [stream, [{ ...event(), id: '' }]]],
        ['the nil id', (stream) => [stream, [{ ...event(), id: '00000000-0000-0000-0000-000000000000' }]]],
        ['an empty type', (stream) => [stream, [event({}, '')]]],
        ['an empty stream name', () => ['', [event()]]],
        ['a fraction', (stream) => [stream, [event({ n: 0.5 })]]],
        ['a BigInt', (stream) => [stream, [event({ n: 1n })]]],
        ['text that is not NFC', (stream) => [stream, [event({ text: 'и\u0306' })]]],
        ['half a surrogate pair', (stream) => [stream, [event({ text: '\ud800' })]]],
        ['data that are no object', (stream) => [stream, [event([1])]]],
        ['data that contain themselves', (stream) => [stream, [event(cyclic())]]],
        ['more than 1 MiB', (stream) => [stream, [event({ text: 'a'.repeat(1_100_000) })]]],
        [
          'more than 1 MiB together',
          (stream) => [stream, Array.from({ length: 4 }, () => event({ text: 'a'.repeat(300_000) }))],
        ],
      ];
      for (const [title, make] of cases)
        test(title, async () => {
          const stream = newStream();
          const [to, events] = make(stream);
          await expect(store.append(to, 'no-stream', events)).rejects.toThrow(InvalidEvent);
          expect(await all(store.read(stream))).toEqual([]);
        });

      test('one bad event keeps the good ones of its append out', async () => {
        const stream = newStream();
        await expect(store.append(stream, 'no-stream', [event(), event({ n: 1.5 })])).rejects.toThrow(InvalidEvent);
        expect(await all(store.read(stream))).toEqual([]);
      });
    });

    describe('payloads come back byte for byte', () => {
      const deep = (levels: number): object => (levels === 0 ? { end: true } : { in: deep(levels - 1) });
      const payloads: [string, object][] = [
        ['Kazakh, Russian and other scripts', { text: 'Ақтау — Маңғыстау: ә ғ қ ң ө ұ ү һ і Ё 🏆 漢字', кілт: 'мән' }],
        ['control characters, NUL among them', { text: '\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f"\\/\u2028\u2029' }],
        ['keys that need sorting, and keys like numbers', { b: 1, a: 2, 10: 3, 9: 4, A: 5, ә: 6, '': 7, __proto: 8 }],
        [
          'the greatest and the smallest number',
          { max: Number.MAX_SAFE_INTEGER, min: Number.MIN_SAFE_INTEGER, zero: 0 },
        ],
        ['two hundred levels', deep(200)],
        ['nothing', {}],
        ['900 kB', { text: 'Қазақстан '.repeat(48_000) }],
      ];
      for (const [title, data] of payloads)
        test(title, async () => {
          const stream = newStream();
          const written = event(data, 'Сынақ.Оқиғасы', { actor: 'system', note: 'ескерту \u0000' });
          const { position } = await store.append(stream, 'no-stream', [written]);
          const [stored] = await all(store.read(stream));
          expect(stored!.data === canonicalJson(data)).toBe(true);
          expect(stored!.metadata).toBe('{"actor":"system","note":"ескерту \\u0000"}');
          expect(stored!.type).toBe('Сынақ.Оқиғасы');
          const [fromAll] = await all(store.readAll({ from: position, max: 1, filter: { streamPrefixes: [stream] } }));
          expect(fromAll!.data === stored!.data).toBe(true);
        });
    });

    describe('reading a stream', () => {
      const stream = newStream();
      beforeAll(async () => {
        await store.append(stream, 'no-stream', numbered(10));
      }, 60_000);
      const read = async (options: Parameters<EventStore['read']>[1]) =>
        numbers(await all(store.read(stream, options)));

      test('a missing one is empty, both ways', async () => {
        const missing = newStream();
        expect(await all(store.read(missing))).toEqual([]);
        expect(await all(store.read(missing, { direction: 'backwards', max: 1 }))).toEqual([]);
      });

      test('reads forwards from a revision, inclusive, up to max', async () => {
        expect(await read({ from: 7 })).toEqual([7, 8, 9]);
        expect(await read({ from: 2, max: 3 })).toEqual([2, 3, 4]);
        expect(await read({ max: 1 })).toEqual([0]);
        expect(await read({ from: 10 })).toEqual([]);
      });

      test('reads backwards from the end or a revision, inclusive, up to max', async () => {
        expect(await read({ direction: 'backwards' })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        expect(await read({ direction: 'backwards', max: 1 })).toEqual([9]);
        expect(await read({ direction: 'backwards', from: 2 })).toEqual([2, 1, 0]);
        expect(await read({ direction: 'backwards', from: 5, max: 2 })).toEqual([5, 4]);
      });

      test('a reader may stop in the middle', async () => {
        for await (const { revision } of store.read(stream)) if (revision === 3) break;
        expect(await read({ from: 9 })).toEqual([9]);
      });

      test('a stream of many pages comes whole, both ways', async () => {
        const long = newStream();
        for (let n = 0; n < 2_500; n += 500) await store.append(long, n === 0 ? 'no-stream' : n - 1, numbered(500, n));
        const forwards = numbers(await all(store.read(long)));
        expect(forwards).toEqual(Array.from({ length: 2_500 }, (_, n) => n));
        expect(numbers(await all(store.read(long, { direction: 'backwards' })))).toEqual(forwards.reverse());
      });
    });

    describe('reading all streams', () => {
      const [red, blue] = [newStream('red'), newStream('blue')];
      const both = { streamPrefixes: [`red${run}-`, `blue${run}-`] };
      const positions: string[] = [];
      beforeAll(async () => {
        for (let n = 0; n < 6; n++) {
          const type = n % 3 === 0 ? 'Third' : 'Other';
          const { position } = await store.append(n % 2 ? blue : red, n < 2 ? 'no-stream' : (n >> 1) - 1, [
            event({ n }, type),
          ]);
          positions.push(position);
        }
      }, 60_000);
      test('gives the order of the appends, forwards and backwards', async () => {
        const stored = await all(store.readAll({ filter: both }));
        expect(numbers(stored)).toEqual([0, 1, 2, 3, 4, 5]);
        expect(stored.map(({ position }) => position)).toEqual(positions);
        expect(await readAll({ filter: both, direction: 'backwards' })).toEqual([5, 4, 3, 2, 1, 0]);
      });

      test('starts at a position, inclusive, and ends after max', async () => {
        expect(await readAll({ filter: both, from: positions[2] })).toEqual([2, 3, 4, 5]);
        expect(await readAll({ filter: both, from: positions[2], max: 2 })).toEqual([2, 3]);
        expect(await readAll({ filter: both, from: positions[3], direction: 'backwards' })).toEqual([3, 2, 1, 0]);
        expect(await readAll({ filter: both, from: positions[3], direction: 'backwards', max: 2 })).toEqual([3, 2]);
      });

      test('keeps to stream prefixes, to types, and to both', async () => {
        expect(await readAll({ filter: { streamPrefixes: [`blue${run}-`] } })).toEqual([1, 3, 5]);
        expect(await readAll({ from: positions[0], filter: { ...both, types: ['Third'] } })).toEqual([0, 3]);
        expect(
          await readAll({ from: positions[0], filter: { streamPrefixes: [`red${run}-`], types: ['Third', 'Other'] } }),
        ).toEqual([0, 2, 4]);
        expect(
          await readAll({ from: positions[0], filter: { streamPrefixes: [`red${run}-`], types: ['Absent'] } }),
        ).toEqual([]);
      });

      test('without a filter finds the same events at the same places', async () => {
        const mine = (await all(store.readAll({ from: positions[0] }))).filter(
          ({ stream }) => stream === red || stream === blue,
        );
        expect(numbers(mine)).toEqual([0, 1, 2, 3, 4, 5]);
        const [last] = await all(store.readAll({ direction: 'backwards', max: 1 }));
        expect(store.compare(last!.position, positions[5]!)).toBeGreaterThanOrEqual(0);
      });

      test('refuses a start that is no position', async () => {
        await expect(all(store.readAll({ from: 'nonsense' }))).rejects.toThrow(UnreadablePosition);
      });

      test('orders positions, with the head at or behind the last event', async () => {
        expect(positions.toSorted((a, b) => store.compare(b, a)).reverse()).toEqual(positions);
        expect(store.compare(positions[1]!, positions[1]!)).toBe(0);
        expect(store.compare(positions[2]!, positions[1]!)).toBeGreaterThan(0);
        expect(store.compare((await store.head())!, positions[5]!)).toBeGreaterThanOrEqual(0);
      });
    });

    describe('subscribing', () => {
      test('delivers stored events, signals caught up, then delivers new events', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(3));
        const follower = new Follower(store, { filter: only(stream) });
        await follower.caughtUp();
        expect(follower.caughtUpAfter).toBe(3);
        await store.append(stream, 2, numbered(2, 3));
        await follower.until(({ events }) => events.length === 5);
        await follower.end();
        expect(follower.events).toEqual(await all(store.read(stream)));
      });

      test('signals caught up in an empty store', async () => {
        const follower = new Follower(store, { filter: only(newStream()) });
        await follower.caughtUp();
        await follower.end();
        expect(follower.caughtUpAfter).toBe(0);
      });

      test('begins after a position, exclusive', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(2));
        const [first] = await all(store.read(stream));
        await store.append(stream, 1, numbered(1, 2));
        const follower = new Follower(store, { after: first!.position, filter: only(stream) });
        await follower.caughtUp();
        await follower.end();
        expect(numbers(follower.events)).toEqual([1, 2]);
      });

      test('begins after the head with what comes next', async () => {
        const stream = newStream();
        const { position } = await store.append(stream, 'no-stream', numbered(1));
        const follower = new Follower(store, { after: position, filter: only(stream) });
        await follower.caughtUp();
        await store.append(stream, 0, numbered(1, 1));
        await follower.until(({ events }) => events.length === 1);
        await follower.end();
        expect(numbers(follower.events)).toEqual([1]);
      });

      test('keeps to prefixes and types, in the past and live', async () => {
        const [mine, other] = [newStream('mine'), newStream('other')];
        const filter = { streamPrefixes: [`mine${run}-`], types: ['Wanted'] };
        await store.append(mine, 'no-stream', mixed(0));
        await store.append(other, 'no-stream', mixed(100));
        const follower = new Follower(store, { filter });
        await follower.caughtUp();
        await store.append(other, 1, mixed(200));
        await store.append(mine, 1, mixed(10));
        await follower.until(({ events }) => events.length === 2);
        await follower.end();
        expect(numbers(follower.events)).toEqual([0, 10]);
      });

      test('sees what another client writes', async () => {
        const stream = newStream();
        const other = await opened.another();
        const follower = new Follower(store, { filter: only(stream) });
        await follower.caughtUp();
        await other.append(stream, 'no-stream', numbered(2));
        await follower.until(({ events }) => events.length === 2);
        await follower.end();
        await other.close();
      });

      test('signals caught up only after events of other clients', async () => {
        const stream = newStream();
        const other = await opened.another();
        await other.append(stream, 'no-stream', numbered(1));
        const { position } = await other.append(stream, 0, numbered(1, 1));
        const own = await opened.another();
        await own.append(stream, 1, numbered(1, 2));
        await other.append(stream, 2, numbered(3, 3));
        const follower = new Follower(own, { after: position, filter: only(stream) });
        await follower.caughtUp();
        await follower.end();
        expect(follower.caughtUpAfter).toBe(4);
        await Promise.all([own.close(), other.close()]);
      });

      test('waits for a slow consumer and loses nothing meanwhile', async () => {
        const stream = newStream();
        const follower = new Follower(store, { filter: only(stream) }, true);
        await follower.until(({ caughtUpAfter }) => caughtUpAfter === 0);
        for (let n = 0; n < 2_000; n += 200)
          await store.append(stream, n === 0 ? 'no-stream' : n - 1, numbered(200, n));
        expect(follower.events).toHaveLength(0);
        follower.release();
        await follower.until(({ events }) => events.length === 2_000);
        await follower.end();
        expect(numbers(follower.events)).toEqual(Array.from({ length: 2_000 }, (_, n) => n));
      });

      test('ends promptly and without an error when aborted, waiting or held', async () => {
        const filter = only(newStream());
        const [waiting, held] = [new Follower(store, { filter }), new Follower(store, { filter }, true)];
        await Promise.all([waiting.caughtUp(), held.caughtUp()]);
        const start = performance.now();
        await Promise.all([waiting.end(), held.end()]);
        expect(performance.now() - start).toBeLessThan(900);
      });

      test('ends at once when aborted beforehand and when its reader leaves', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(2));
        expect(await all(store.subscribe({ filter: only(stream), signal: AbortSignal.abort() }))).toEqual([]);
        for await (const message of store.subscribe({ filter: only(stream), signal: new AbortController().signal }))
          if (message.kind === 'event') break;
        expect((await store.append(stream, 1, numbered(1))).revision).toBe(2);
      });

      test('a hundred that come and go leave the store as it was', async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', numbered(1));
        const after = (await store.head())!;
        const followers = Array.from({ length: 100 }, () => new Follower(store, { after, filter: only(stream) }));
        await Promise.all(followers.map((follower) => follower.caughtUp()));
        await Promise.all(followers.map((follower) => follower.end()));
        expect((await store.append(stream, 0, numbered(1))).revision).toBe(1);
      });

      test('refuses a start that is no position of this history', async () => {
        const far = (await store.head())!.replaceAll(/\d+/g, (digits) => `9${digits.replaceAll(/\d/g, '9')}`);
        for (const after of ['nonsense', '', far])
          await expect(new Follower(store, { after }).caughtUp()).rejects.toThrow(UnreadablePosition);
      });

      test('resumes after a cut without loss or duplicates', async () => {
        const stream = newStream();
        const follower = new Follower(store, { filter: only(stream) });
        await follower.caughtUp();
        for (let n = 0; n < 30; n++) {
          if (n % 10 === 5) await opened.drop?.();
          await persist(store, stream, n === 0 ? 'no-stream' : n - 1, numbered(1, n));
        }
        await follower.until(({ events }) => events.length >= 30);
        await opened.drop?.();
        await persist(store, stream, 29, numbered(1, 30));
        await follower.until(({ events }) => events.length >= 31);
        await follower.end();
        expect(numbers(follower.events)).toEqual(Array.from({ length: 31 }, (_, n) => n));
      });
    });

    test('a reader misses nothing while sixteen write through two clients', async () => {
      const [writers, appends] = [16, 20];
      const other = await opened.another();
      const prefix = newStream('race');
      const follower = new Follower(store, { after: await store.head(), filter: { streamPrefixes: [`${prefix}-`] } });
      const write = async (writer: number) => {
        for (let n = 0; n < appends; n++)
          await persist(
            writer % 2 ? other : store,
            `${prefix}-${writer}`,
            n === 0 ? 'no-stream' : n * 2 - 1,
            numbered(2, n * 2),
          );
      };
      await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
      await follower.until(({ events }) => events.length >= writers * appends * 2);
      await follower.end();
      expect(new Set(ids(follower.events)).size).toBe(writers * appends * 2);
      const sorted = follower.events.toSorted((a, b) => store.compare(a.position, b.position));
      expect(ids(sorted)).toEqual(ids(follower.events));
      expect(
        await all(store.readAll({ from: sorted[0]!.position, filter: { streamPrefixes: [`${prefix}-`] } })),
      ).toEqual(follower.events);
      await other.close();
    });
  });
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

function cyclic(): object {
  const data: Record<string, unknown> = {};
  data.self = data;
  return data;
}
