import { oldestUnprojectedAt } from './checkpoints.js';
import type { FollowedCommit } from './running-projection.js';
import type { ProjectorContext, RunningProjections } from './running-projections.js';

/** How often a follower polls for missed commits and for a free lease. */
const POLL_MS = 500;

type SeenCheckpoints = ReadonlyMap<string, string | null>;

/** Keeps up with the leader while another process holds the lease. */
export class FollowerLoop {
  constructor(
    private readonly context: ProjectorContext,
    private readonly projections: Pick<RunningProjections, 'followers'>,
  ) {}

  /** Returns when `acquireLease`, called after every poll, resolves to true, or when the signal aborts. */
  async run(signal: AbortSignal, onPoll: () => void, acquireLease: () => Promise<boolean>): Promise<void> {
    const { notices, checkpoints } = this.context;
    let seen: SeenCheckpoints = new Map();
    for (let polledAt = 0; !signal.aborted;) {
      await notices.waitForNext(POLL_MS, signal);
      const moves = notices.take();
      for (const follower of this.projections.followers) this.publish(await follower.applyCommits(moves));
      for (const { projection, to } of moves) this.advance(projection, to);
      checkpoints.notifyWaiters();
      if (moves.length > 0 && Date.now() - polledAt < POLL_MS) continue;
      polledAt = Date.now();
      seen = await this.poll(seen);
      onPoll();
      if (await acquireLease()) return;
    }
  }

  /** Finds missed commits: a projection that is still behind the previous poll's checkpoint catches up. */
  private async poll(seen: SeenCheckpoints): Promise<SeenCheckpoints> {
    const { store, readModel, reporter, checkpoints, parked } = this.context;
    const generations = await readModel.generations();
    for (const follower of this.projections.followers) {
      follower.assertSameGeneration(generations);
      const before = seen.get(follower.projection) ?? null;
      const isBehind = follower.position === null || (before && store.compare(follower.position, before) < 0);
      if (before !== null && isBehind) this.publish(await follower.catchUp());
    }
    for (const { projection, position } of generations) this.advance(projection, position);
    checkpoints.notifyWaiters();
    parked.replace(await readModel.parked());
    const names = generations.map(({ projection }) => projection);
    reporter.progress(names, await oldestUnprojectedAt(store, checkpoints.lowest()));
    return new Map(generations.map(({ projection, position }) => [projection, position]));
  }

  private publish(commits: readonly FollowedCommit[]): void {
    for (const commit of commits) if (commit.changes.length > 0) this.context.bus.publish(commit);
  }

  /** The checkpoint of a followed projection is that of its fold in memory, not that of the notice. */
  private advance(projection: string, position: string | null): void {
    const follower = this.projections.followers.find((one) => one.projection === projection);
    this.context.checkpoints.advance(projection, follower ? follower.position : position);
  }
}
