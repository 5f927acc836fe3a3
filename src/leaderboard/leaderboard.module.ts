import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ChallengeFacts, StandingsPreviews } from '../challenges/index.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { ServerLog } from '../observability/server-log.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { SnapshotStore } from '../projector/read-model.js';
import { ProjectionRegistry } from '../projector/runner.js';
import { BoardCache } from './board-cache.js';
import { CurrentStandings } from './challenge-standings.js';
import { ExplainChangesController } from './explain-changes/explain-changes.controller.js';
import { ExplainChangesHandler } from './explain-changes/explain-changes.handler.js';
import { StandingsChanges } from './explain-changes/standings-changes.js';
import { ExplainPointsHandler } from './explain-points/explain-points.handler.js';
import { GetCollegePointsHandler, ListOpenDecisionsHandler } from './explain-points/get-college-points.js';
import { ExportStandingsController } from './export-standings/export-standings.controller.js';
import { StandingsController } from './get-standings/get-standings.controller.js';
import { GetActivityHandler, GetHistoryHandler, GetStandingsHandler } from './get-standings/get-standings.handler.js';
import { AsyncApiController } from './live/asyncapi.js';
import { BoardBroadcaster } from './live/board-broadcaster.js';
import { FinalBoards } from './final-boards.js';
import { FoldedPreviews } from './folded-previews.js';
import { ListAfterFinalController, ListAfterFinalHandler } from './list-after-final/list-after-final.js';
import { LiveGateway } from './live/live.gateway.js';
import { SocketAuth } from './live/socket-auth.js';
import { PointsOfActionsHandler } from './points-of-actions/points-of-actions.handler.js';
import { PositionByTimeIndex, StandingsAt, StandingsFinalisationFacts } from './standings-at.js';
import { standingsRunner } from './standings.runner.js';

@Module({
  imports: [CqrsModule, ProjectorModule, EventStoreModule, HttpServicesModule, AccountsModule],
  controllers: [
    StandingsController,
    ExplainChangesController,
    ListAfterFinalController,
    AsyncApiController,
    ExportStandingsController,
  ],
  providers: [
    {
      provide: CurrentStandings,
      inject: [ProjectionRegistry, SnapshotStore, PositionByTimeIndex, ServerLog],
      useFactory: (
        registry: ProjectionRegistry,
        snapshots: SnapshotStore,
        times: PositionByTimeIndex,
        log: ServerLog,
      ) => {
        const current = new CurrentStandings();
        const warn = (message: string) => log.warn(message);
        registry.add(standingsRunner(current, { snapshots, warn, onSaved: () => times.update() }));
        return current;
      },
    },
    BoardCache,
    PositionByTimeIndex,
    StandingsAt,
    FinalBoards,
    BoardBroadcaster,
    SocketAuth,
    LiveGateway,
    GetStandingsHandler,
    GetHistoryHandler,
    GetActivityHandler,
    ExplainPointsHandler,
    GetCollegePointsHandler,
    ListOpenDecisionsHandler,
    PointsOfActionsHandler,
    ListAfterFinalHandler,
    StandingsChanges,
    ExplainChangesHandler,
    { provide: ChallengeFacts, useClass: StandingsFinalisationFacts },
    { provide: StandingsPreviews, useClass: FoldedPreviews },
  ],
  exports: [ChallengeFacts, StandingsPreviews],
})
export class LeaderboardModule {}
