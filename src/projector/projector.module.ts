import { Global, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { EventStore } from '../event-store/event-store.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import { ServerLog } from '../observability/server-log.js';
import { ReadYourWrites } from './at-least.js';
import { ProjectionBus } from './doorbell.js';
import { SnapshotStore } from './fold-snapshots.js';
import { ProjectionRegistry } from './projection-registry.js';
import { documentProjections } from './projections.js';
import { Projector } from './projector.js';
import { ReadModel } from './read-model.js';
import { LogReporter } from './server-alarms.js';
import { PostgresSnapshotStore } from './postgres/fold-snapshots.repository.js';
import { readModelEntities, PostgresReadModel } from './postgres/read-model.repository.js';

@Injectable()
class ProjectorLife implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly projector: Projector,
    private readonly checks: ReadyChecks,
  ) {}

  onApplicationBootstrap(): void {
    this.checks.add('projections', () => {
      const { state, parked, isLeader } = this.projector.status();
      return { up: state === 'live' || state === 'degraded', state, parked, projects: isLeader };
    });
    this.projector.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.projector.stop();
  }
}

/** Follows the history from the moment all features have named their projections until the server ends. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(readModelEntities)],
  providers: [
    { provide: ReadModel, inject: [DataSource], useFactory: (source: DataSource) => new PostgresReadModel(source) },
    {
      provide: SnapshotStore,
      inject: [DataSource],
      useFactory: (source: DataSource) => new PostgresSnapshotStore(source),
    },
    {
      provide: ProjectionBus,
      inject: [ServerLog],
      useFactory: (log: ServerLog) => new ProjectionBus((error) => log.error(error)),
    },
    {
      provide: ProjectionRegistry,
      useFactory: () =>
        documentProjections.reduce((registry, factory) => registry.add(factory), new ProjectionRegistry()),
    },
    {
      provide: Projector,
      inject: [EventStore, ReadModel, ProjectionRegistry, ProjectionBus, ServerLog, Clock],
      useFactory: (
        store: EventStore,
        model: ReadModel,
        registry: ProjectionRegistry,
        doorbell: ProjectionBus,
        log: ServerLog,
        clock: Clock,
      ) => new Projector(store, model, registry, doorbell, new LogReporter(log, clock)),
    },
    ProjectorLife,
    ReadYourWrites,
  ],
  exports: [ReadModel, SnapshotStore, ProjectionBus, ProjectionRegistry, Projector, ReadYourWrites],
})
export class ProjectorModule {}
