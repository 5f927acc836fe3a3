import { assertCheckpointInHistory } from './end-of-history.js';
import { FollowerProjection } from './follower.js';
import { RunningProjection } from './line.js';
import type { ParkedStreams } from './parked-streams.js';
import type { Checkpoints } from './positions.js';
import type { ProjectorPorts } from './projector-ports.js';
import { type Generation, NewerProjectionVersion } from './read-model.js';
import { type RebuildRequest, rebuildAll } from './rebuild-all.js';
import type { ProjectionDefinition } from './runner.js';

/** The projections that this process folds, each where the read model left it. */
export class RunningProjections {
  private opened: RunningProjection[] = [];
  private following: FollowerProjection[] = [];
  private isFirst = true;

  constructor(
    private readonly ports: ProjectorPorts,
    private readonly positions: Checkpoints,
    private readonly parked: ParkedStreams,
  ) {}

  get all(): readonly RunningProjection[] {
    return this.opened;
  }

  /** Those that keep in step with another process's writing. */
  get followers(): readonly FollowerProjection[] {
    return this.following;
  }

  /** They are not in step any more: the next opening begins anew. */
  resetFollowers(): void {
    this.following = [];
  }

  async end(): Promise<void> {
    await Promise.all(this.opened.map((line) => line.end()));
  }

  /**
   * Takes every projection up where the read model left it; builds anew what is missing, of another version, or waits for a mend. A process
   * that does not lead folds only what is to be followed.
   */
  async open(leads: boolean, signal: AbortSignal): Promise<void> {
    const { store, readModel, registry, bus } = this.ports;
    const known = await readModel.parked();
    const needed: RebuildRequest[] = [];
    for (const factory of registry.all()) {
      const before = await readModel.live(factory.name);
      if (before) await assertCheckpointInHistory(store, before.position);
      if (before && before.version > factory.version && !this.isFirst)
        throw new NewerProjectionVersion(before, factory.version);
      const mend = this.isFirst && known.some(({ projection }) => projection === factory.name);
      if (before?.version !== factory.version || mend) needed.push(this.renewal(factory, before));
    }
    await rebuildAll(needed, store, readModel, signal);
    const lines: RunningProjection[] = [];
    for (const factory of registry.all()) {
      const live = (await readModel.live(factory.name))!;
      this.positions.set(factory.name, live.position);
      if (leads || factory.isFollowed) lines.push(await this.line(factory, live));
    }
    this.isFirst = false;
    this.opened = lines;
    const followed = lines.filter(({ definition }) => definition.isFollowed);
    this.following = followed.map((line) => new FollowerProjection(line, store, readModel));
    for (const follower of this.following) await follower.catchUp();
    for (const line of lines) this.positions.set(line.definition.name, line.position);
    this.parked.replace(await readModel.parked());
    bus.publish({
      position: this.positions.lowest(),
      changes: registry.all().map(({ name }) => ({ projection: name, upserts: [], deletes: [], all: true })),
    });
    this.positions.notifyWaiters();
  }

  /** One that was followed until now goes on: it is in step with what is written. */
  private async line(factory: ProjectionDefinition, live: Generation): Promise<RunningProjection> {
    const { store, readModel } = this.ports;
    const isSame = (one: RunningProjection) =>
      one.definition === factory && one.generation.generation === live.generation;
    const kept = this.following.length > 0 ? this.opened.find(isSame) : undefined;
    return kept ?? RunningProjection.open(factory, live, store, readModel, await readModel.parked(factory.name), true);
  }

  /** Not needed any more when another process has done it meanwhile. */
  private renewal(factory: ProjectionDefinition, before: Generation | null): RebuildRequest {
    const isNeeded = async () => {
      const now = await this.ports.readModel.live(factory.name);
      return now?.version !== factory.version || now.generation === before?.generation;
    };
    return { factory, isNeeded };
  }
}
