import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { Season } from '../../test/support/season.js';
import { Instants } from './instants.js';

const MINUTE = 60_000;

describe('the last event at an instant', () => {
  let store: MemoryEventStore;
  let season: Season;
  let instants: Instants;
  let read = 0;

  /** As the definition says it, over the whole history. */
  const slowly = (instant: number) =>
    store.events.findLast(({ metadata }) => Date.parse(JSON.parse(metadata).recordedAt) <= instant)?.position ?? null;
  const agree = async (instant: number) => expect(await instants.positionAt(instant)).toBe(slowly(instant));

  beforeEach(async () => {
    store = new MemoryEventStore();
    season = new Season(store);
    await season.begin(['aktau']);
    const readAll = store.readAll.bind(store);
    store.readAll = async function* (options) {
      for await (const event of readAll(options)) {
        read += 1;
        yield event;
      }
    };
    instants = new Instants(store);
  });

  it('is found before, between and after all, also where the clock stepped back', async () => {
    const start = season.now;
    for (let n = 0; n < 1_200; n += 1) {
      if (n === 700) season.now -= 900 * MINUTE;
      await season.adjust('aktau', 1);
    }
    for (let at = -10; at < 1_300; at += 37) await agree(start + at * MINUTE);
    await season.at('2026-10-05T06:00:00.000Z').adjust('aktau', 1);
    await agree(start);
    await agree(0);
  });

  it('costs one block and what is new, however long the history is', async () => {
    for (let n = 0; n < 4_000; n += 1) await season.adjust('aktau', 1);
    await instants.positionAt(season.now);
    read = 0;
    await season.adjust('aktau', 1);
    await instants.positionAt(0);
    await instants.positionAt(Date.parse('2026-10-05T07:30:00.000Z'));
    expect(read).toBeLessThanOrEqual(1_010);
  });

  it('is found after the store failed once', async () => {
    const { readAll } = store;
    store.readAll = () => {
      throw new Error('no connection');
    };
    await expect(instants.positionAt(season.now)).rejects.toThrow('no connection');
    store.readAll = readAll;
    await agree(season.now);
  });
});
