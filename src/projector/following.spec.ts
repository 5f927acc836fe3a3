import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { Following } from './following.js';
import type { Lines } from './lines.js';
import { News } from './news.js';
import type { ParkedStreams } from './parked-streams.js';
import { Positions } from './positions.js';
import type { ProjectorPorts } from './projector-ports.js';

describe('a process that follows', () => {
  it('is not moved back by a notice that comes after it looked', async () => {
    const store = new MemoryEventStore();
    const readModel = {
      generations: () => Promise.resolve([{ projection: 'audit', generation: 1, version: 1, position: '10' }]),
      parked: () => Promise.resolve([]),
    };
    const ports = { store, readModel, alarms: { progress: () => undefined } } as unknown as ProjectorPorts;
    const [positions, news] = [new Positions((a, b) => store.compare(a, b)), new News()];
    const told: (string | null)[] = [];
    positions.tell = () => void told.push(positions.lowest());
    const lines = { followers: [] } as unknown as Lines;
    const following = new Following(
      ports,
      lines,
      positions,
      { become: () => undefined } as unknown as ParkedStreams,
      news,
    );
    const hear = (to: string) => news.moved([{ projection: 'audit', generation: 1, from: null, to }]);
    hear('9');
    let looks = 0;
    await following.follow(
      new AbortController().signal,
      () => undefined,
      () => {
        hear('9');
        return Promise.resolve((looks += 1) === 2);
      },
    );
    expect(told.slice(0, 2)).toEqual(['9', '10']);
    expect(new Set(told.slice(2))).toEqual(new Set(['10']));
  });
});
