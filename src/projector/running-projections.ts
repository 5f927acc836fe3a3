import type { EventStore } from '../event-store/event-store.js';
import { assertCheckpointInHistory, type CheckpointNotices, type Checkpoints } from './checkpoints.js';
import type { ParkedStreams } from './parked-streams.js';
import type { ProjectionBus } from './projection-bus.js';
import type { ProjectorReporter } from './projector-reporter.js';
import { type Generation, NewerProjectionVersion, type ReadModel } from './read-model.js';
import { rebuildAll, type RebuildRequest } from './rebuild.js';
import type { ProjectionDefinition, ProjectionRegistry } from './runner.js';
import { FollowerProjection, RunningProjection } from './running-projection.js';

/** The dependencies and state that the parts of a projector share. */
export interface ProjectorContext {
  readonly store: EventStore;
  readonly readModel: ReadModel;
  readonly registry: ProjectionRegistry;
  readonly bus: ProjectionBus;
  readonly reporter: ProjectorReporter;
  readonly checkpoints: Checkpoints;
  readonly notices: CheckpointNotices;
  readonly parked: ParkedStreams;
}

/** The projections that this process folds, each from its stored checkpoint. */
export class RunningProjections {
  private opened: RunningProjection[] = [];
  private inStep: FollowerProjection[] = [];
  private isFirst = true;

  constructor(private readonly context: ProjectorContext) {}

  get all(): readonly RunningProjection[] {
    return this.opened;
  }

  /** Empty when the projections in memory may be out of step with the leader. */
  get followers(): readonly FollowerProjection[] {
    return this.inStep;
  }

  /** Makes the next `open` start from the stored state. */
  resetFollowers(): void {
    this.inStep = [];
  }

  async end(): Promise<void> {
    await Promise.all(this.opened.map((running) => running.end()));
  }

  /**
   * Opens each projection at its stored checkpoint. First rebuilds those that are missing or of another version, and at the first call
   * those with parked streams. A follower opens only projections that are followed.
   */
  async open(isLeader: boolean, signal: AbortSignal): Promise<void> {
    const { store, readModel, registry, checkpoints, parked, bus } = this.context;
    await rebuildAll(await this.neededRebuilds(), store, readModel, signal);
    const opened: RunningProjection[] = [];
    for (const definition of registry.all()) {
      const live = (await readModel.live(definition.name))!;
      checkpoints.set(definition.name, live.position);
      if (isLeader || definition.isFollowed) opened.push(await this.openOne(definition, live));
    }
    this.isFirst = false;
    this.opened = opened;
    this.inStep = opened
      .filter(({ definition }) => definition.isFollowed)
      .map((running) => new FollowerProjection(running, store, readModel));
    for (const follower of this.inStep) await follower.catchUp();
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
      if (live?.version !== version || isParked) needed.push(this.rebuildUnlessDone(definition, live));
    }
    return needed;
  }

  /** Another process may have rebuilt the projection by the time this rebuild has its turn. */
  private rebuildUnlessDone(definition: ProjectionDefinition, before: Generation | null): RebuildRequest {
    const isNeeded = async () => {
      const now = await this.context.readModel.live(definition.name);
      return now?.version !== definition.version || now.generation === before?.generation;
    };
    return { definition, isNeeded };
  }

  /** Reuses a projection that was in step with the leader, so that a new leader does not refold the history. */
  private async openOne(definition: ProjectionDefinition, live: Generation): Promise<RunningProjection> {
    const { store, readModel } = this.context;
    const isSame = (one: RunningProjection) =>
      one.definition === definition && one.generation.generation === live.generation;
    const reusable = this.inStep.length > 0 ? this.opened.find(isSame) : undefined;
    if (reusable) return reusable;
    const parked = await readModel.parked(definition.name);
    return RunningProjection.open(definition, live, { store, readModel, parked, isLive: true });
  }
}
