import { Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { auditTrailProjection } from '../../projections/audit-trail/audit-trail.projection.js';
import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { collegeJournalProjection } from '../../projections/college-journal/college-journal.projection.js';
import { collegesProjection } from '../../projections/colleges/colleges.projection.js';
import { reviewQueueProjection } from '../../projections/review-queue/review-queue.projection.js';
import { Clock } from '../config/clock.js';
import { EventStore } from '../event-store/event-store.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import { ServerLog } from '../observability/server-log.js';
import { documentRunner } from './document-runner.js';
import { assertReadModelsInHistory } from './history-match.js';
import { PostgresReadModel } from './postgres/read-model.repository.js';
import { PostgresSnapshotStore } from './postgres/snapshot-store.repository.js';
import { ProjectionBus } from './projection-bus.js';
import { Projector } from './projector.js';
import { LogReporter } from './projector-reporter.js';
import { ReadModel } from './read-model.js';
import { ReadYourWrites } from './read-your-writes.js';
import { type ProjectionDefinition, ProjectionRegistry } from './runner.js';
import { SnapshotStore } from './snapshot-store.js';

/** The projections whose documents the engine loads and stores by key. */
export const documentProjections: readonly ProjectionDefinition[] = [
  documentRunner(auditTrailProjection),
  documentRunner(challengesProjection),
  documentRunner(collegesProjection),
  documentRunner(reviewQueueProjection),
  documentRunner(collegeJournalProjection),
];

@Injectable()
class ProjectorLifecycle implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly projector: Projector,
    private readonly checks: ReadyChecks,
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly registry: ProjectionRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.checks.add('projections', () => {
      const { state, parked, isLeader } = this.projector.status();
      return { up: state === 'live' || state === 'degraded', state, parked, projects: isLeader };
    });
    this.store.guardAppends(() => assertReadModelsInHistory(this.store, this.readModel, this.registry));
    this.projector.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.projector.stop();
  }
}

/** Runs the projector from the application bootstrap, when all features have registered their projections, to shutdown. */
@Module({
  imports: [EventStoreModule],
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
        documentProjections.reduce((registry, definition) => registry.add(definition), new ProjectionRegistry()),
    },
    {
      provide: Projector,
      inject: [EventStore, ReadModel, ProjectionRegistry, ProjectionBus, ServerLog, Clock],
      useFactory: (
        store: EventStore,
        readModel: ReadModel,
        registry: ProjectionRegistry,
        bus: ProjectionBus,
        log: ServerLog,
        clock: Clock,
      ) => new Projector(store, readModel, registry, bus, new LogReporter(log, clock)),
    },
    ProjectorLifecycle,
    ReadYourWrites,
  ],
  exports: [ReadModel, SnapshotStore, ProjectionBus, ProjectionRegistry, Projector, ReadYourWrites],
})
export class ProjectorModule {}
