import { Global, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { EventStore } from '../event-store/event-store.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import { ServerLog } from '../observability/server-log.js';
import { AtLeast } from './at-least.js';
import { Doorbell } from './doorbell.js';
import { FoldSnapshots } from './fold-snapshots.js';
import { ProjectionRegistry } from './projection-registry.js';
import { documentProjections } from './projections.js';
import { Projector } from './projector.js';
import { ReadModel } from './read-model.js';
import { ServerAlarms } from './server-alarms.js';
import { TypeOrmFoldSnapshots } from './postgres/fold-snapshots.repository.js';
import { readModelEntities, TypeOrmReadModel } from './postgres/read-model.repository.js';

@Injectable()
class ProjectorLife implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly projector: Projector,
    private readonly checks: ReadyChecks,
  ) {}

  onApplicationBootstrap(): void {
    this.checks.add('projections', () => {
      const { state, parked, projects } = this.projector.status();
      return { up: state === 'live' || state === 'degraded', state, parked, projects };
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
    { provide: ReadModel, inject: [DataSource], useFactory: (source: DataSource) => new TypeOrmReadModel(source) },
    {
      provide: FoldSnapshots,
      inject: [DataSource],
      useFactory: (source: DataSource) => new TypeOrmFoldSnapshots(source),
    },
    {
      provide: Doorbell,
      inject: [ServerLog],
      useFactory: (log: ServerLog) => new Doorbell((error) => log.error(error)),
    },
    {
      provide: ProjectionRegistry,
      useFactory: () =>
        documentProjections.reduce((registry, factory) => registry.add(factory), new ProjectionRegistry()),
    },
    {
      provide: Projector,
      inject: [EventStore, ReadModel, ProjectionRegistry, Doorbell, ServerLog, Clock],
      useFactory: (
        store: EventStore,
        model: ReadModel,
        registry: ProjectionRegistry,
        doorbell: Doorbell,
        log: ServerLog,
        clock: Clock,
      ) => new Projector(store, model, registry, doorbell, new ServerAlarms(log, clock)),
    },
    ProjectorLife,
    AtLeast,
  ],
  exports: [ReadModel, FoldSnapshots, Doorbell, ProjectionRegistry, Projector, AtLeast],
})
export class ProjectorModule {}
