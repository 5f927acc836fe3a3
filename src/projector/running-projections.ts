import { assertCheckpointInHistory } from './checkpoints.js';
import { catchUp } from './follower.js';
import { NewerProjectionVersion } from './read-model.js';
import { rebuildAll, type RebuildRequest } from './rebuild.js';
import { type ProjectorContext, RunningProjection } from './running-projection.js';

/** The projections that this process folds, each from its stored checkpoint. */
export class RunningProjections {
  private opened: RunningProjection[] = [];
  /** False when the projections in memory may be out of step with the leader. */
  private isInStep = false;
  private isFirst = true;

  constructor(private readonly context: ProjectorContext) {}

  get all(): readonly RunningProjection[] {
    return this.opened;
  }

  /** The projections that this process folds also without the lease. */
  get followed(): readonly RunningProjection[] {
    return this.opened.filter(({ definition }) => definition.isFollowed);
  }

  /** Makes the next `open` start from the stored state. */
  resetFollowers(): void {
    this.isInStep = false;
  }

  async end(): Promise<void> {
    await Promise.all(this.opened.map((running) => running.end()));
  }

  /**
   * Opens each projection at its stored checkpoint. First rebuilds those that are missing or of another version, and at the first call
   * those with parked streams. A follower opens only projections that are followed. Those that were in step with the leader are reused,
   * so that a new leader does not refold the history.
   */
  async open(isLeader: boolean, signal: AbortSignal): Promise<void> {
    const { store, readModel, registry, checkpoints, parked, bus } = this.context;
    await rebuildAll(await this.neededRebuilds(), store, readModel, signal);
    const reusable = this.isInStep ? this.opened : [];
    const opened: RunningProjection[] = [];
    for (const definition of registry.all()) {
      const { name } = definition;
      const live = (await readModel.live(name))!;
      checkpoints.set(name, live.position);
      if (!isLeader && !definition.isFollowed) continue;
      const reused = reusable.find(
        (one) => one.definition === definition && one.generation.generation === live.generation,
      );
      const options = { store, readModel, parked: await readModel.parked(name), isLive: true };
      opened.push(reused ?? (await RunningProjection.open(definition, live, options)));
    }
    this.isFirst = false;
    this.opened = opened;
    this.isInStep = true;
    for (const running of this.followed) await catchUp(running, this.context);
    for (const { definition, position } of opened) checkpoints.set(definition.name, position);
    parked.replace(await readModel.parked());
    bus.publish({
      position: checkpoints.lowest(),
      changes: registry.all().map(({ name }) => ({ projection: name, upserts: [], deletes: [], all: true })),
    });
    checkpoints.notifyWaiters();
  }

  private async neededRebuilds(): Promise<RebuildRequest[]> {
    const { store, readModel, registry } = this.context;
    const parked = await readModel.parked();
    const needed: RebuildRequest[] = [];
    for (const definition of registry.all()) {
      const { name, version } = definition;
      const live = await readModel.live(name);
      if (live) await assertCheckpointInHistory(store, live.position);
      if (live && live.version > version && !this.isFirst) throw new NewerProjectionVersion(live, version);
      const isParked = this.isFirst && parked.some(({ projection }) => projection === name);
      if (live?.version === version && !isParked) continue;
      // Another process may have rebuilt the projection by the time this rebuild has its turn.
      const isNeeded = async () => {
        const now = await readModel.live(name);
        return now?.version !== version || now.generation === live?.generation;
      };
      needed.push({ definition, isNeeded });
    }
    return needed;
  }
}
