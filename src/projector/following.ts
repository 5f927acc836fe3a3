import { oldestUnprojectedAt } from './end-of-history.js';
import type { FollowedCommit } from './follower.js';
import type { RunningProjections } from './lines.js';
import type { CheckpointNotices } from './news.js';
import type { ParkedStreams } from './parked-streams.js';
import type { Checkpoints } from './positions.js';
import type { ProjectorPorts } from './projector-ports.js';

/** How often a process that follows looks by itself: for commits it did not hear of, and for a lease that nobody has. */
const LOOK_MS = 500;

type Seen = ReadonlyMap<string, string | null>;

/** What the process does that has no lease: keeps up with the one that writes. */
export class FollowerLoop {
  constructor(
    private readonly ports: ProjectorPorts,
    private readonly lines: RunningProjections,
    private readonly positions: Checkpoints,
    private readonly parked: ParkedStreams,
    private readonly news: CheckpointNotices,
  ) {}

  /** Goes on until `isOver`, which is asked after every look, or until the signal. */
  async run(signal: AbortSignal, worked: () => void, isOver: () => Promise<boolean>): Promise<void> {
    let seen: Seen = new Map();
    for (let looked = 0; !signal.aborted;) {
      await this.news.waitForNext(LOOK_MS, signal);
      const moves = this.news.take();
      for (const follower of this.lines.followers) this.publish(await follower.applyCommits(moves));
      for (const { projection, to } of moves) this.advance(projection, to);
      this.positions.notifyWaiters();
      if (moves.length > 0 && Date.now() - looked < LOOK_MS) continue;
      looked = Date.now();
      seen = await this.poll(seen);
      worked();
      if (await isOver()) return;
    }
  }

  /** What was not heard of: where a follower is still behind what was there at the look before, it goes there. */
  private async poll(seen: Seen): Promise<Seen> {
    const { store, readModel, reporter } = this.ports;
    const generations = await readModel.generations();
    for (const follower of this.lines.followers) {
      follower.assertSameGeneration(generations);
      const before = seen.get(follower.projection) ?? null;
      const isBehind = follower.position === null || (before && store.compare(follower.position, before) < 0);
      if (before !== null && isBehind) this.publish(await follower.catchUp());
    }
    for (const { projection, position } of generations) this.advance(projection, position);
    this.positions.notifyWaiters();
    this.parked.replace(await readModel.parked());
    const names = generations.map(({ projection }) => projection);
    reporter.progress(names, await oldestUnprojectedAt(store, this.positions.lowest()));
    return new Map(generations.map(({ projection, position }) => [projection, position]));
  }

  private publish(followed: readonly FollowedCommit[]): void {
    for (const one of followed) if (one.changes.length > 0) this.ports.bus.publish(one);
  }

  /** A projection that is followed is where its follower is; of the others a notice may come after a look that saw more. */
  private advance(projection: string, position: string | null): void {
    const follower = this.lines.followers.find((one) => one.projection === projection);
    this.positions.advance(projection, follower ? follower.position : position);
  }
}
