import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { FollowerLoop } from './following.js';
import type { RunningProjections } from './lines.js';
import { CheckpointNotices } from './news.js';
import type { ParkedStreams } from './parked-streams.js';
import { Checkpoints } from './positions.js';
import type { ProjectorPorts } from './projector-ports.js';

describe('a process that follows', () => {
  it('is not moved back by a notice that comes after it looked', async () => {
    const store = new MemoryEventStore();
    const readModel = {
      generations: () => Promise.resolve([{ projection: 'audit', generation: 1, version: 1, position: '10' }]),
      parked: () => Promise.resolve([]),
    };
    const ports = { store, readModel, reporter: { progress: () => undefined } } as unknown as ProjectorPorts;
    const [positions, news] = [new Checkpoints((a, b) => store.compare(a, b)), new CheckpointNotices()];
    const told: (string | null)[] = [];
    positions.notifyWaiters = () => void told.push(positions.lowest());
    const lines = { followers: [] } as unknown as RunningProjections;
    const following = new FollowerLoop(
      ports,
      lines,
      positions,
      { replace: () => undefined } as unknown as ParkedStreams,
      news,
    );
    const hear = (to: string) => news.onCheckpointMoved([{ projection: 'audit', generation: 1, from: null, to }]);
    hear('9');
    let looks = 0;
    await following.run(
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
