import { Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { auditTrailProjection } from '../../projections/audit-trail/audit-trail.projection.js';
import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { claimsProjection } from '../../projections/claims/claims.projection.js';
import { collegeJournalProjection } from '../../projections/college-journal/college-journal.projection.js';
import { collegesProjection } from '../../projections/colleges/colleges.projection.js';
import { decidersProjection } from '../../projections/deciders/deciders.projection.js';
import { notificationsProjection } from '../../projections/notifications/notifications.projection.js';
import { objectionsProjection } from '../../projections/objections/objections.projection.js';
import { reviewQueueProjection } from '../../projections/review-queue/review-queue.projection.js';
import { EventStore } from '../event-store/event-store.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import { ServerLog } from '../observability/server-log.js';
import { assertReadModelsInHistory } from './checkpoints.js';
import { PostgresReadModel } from './postgres/read-model.repository.js';
import { PostgresSnapshotStore } from './postgres/snapshot-store.repository.js';
import { LogReporter } from './projector-reporter.js';
import { Projector, ReadYourWrites } from './projector.js';
import { ReadModel, SnapshotStore } from './read-model.js';
import { documentProjection, ProjectionRegistry } from './runner.js';
import { ProjectionBus } from './running-projection.js';

/** A registry of the projections whose documents the engine loads and stores by key. */
export const documentProjections = () =>
  new ProjectionRegistry()
    .add(documentProjection(auditTrailProjection))
    .add(documentProjection(challengesProjection))
    .add(documentProjection(collegesProjection))
    .add(documentProjection(reviewQueueProjection))
    .add(documentProjection(objectionsProjection))
    .add(documentProjection(collegeJournalProjection))
    .add(documentProjection(claimsProjection))
    .add(documentProjection(decidersProjection))
    .add(documentProjection(notificationsProjection));

const shared = [
  { provide: ReadModel, useClass: PostgresReadModel },
  { provide: SnapshotStore, useClass: PostgresSnapshotStore },
  {
    provide: ProjectionBus,
    inject: [ServerLog],
    useFactory: (log: ServerLog) => new ProjectionBus((error) => log.error(error)),
  },
  { provide: ProjectionRegistry, useFactory: documentProjections },
  Projector,
  ReadYourWrites,
];

/** Runs the projector from the application bootstrap, when all features have registered their projections, to shutdown. */
@Module({
  imports: [EventStoreModule],
  providers: [...shared, LogReporter],
  exports: shared,
})
export class ProjectorModule implements OnApplicationBootstrap, OnModuleDestroy {
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
