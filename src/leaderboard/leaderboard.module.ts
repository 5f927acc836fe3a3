import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ChallengeFacts } from '../challenges/index.js';
import { ServerLog } from '../observability/server-log.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { ProjectionRegistry } from '../projector/runner.js';
import { SnapshotStore } from '../projector/snapshot-store.js';
import { BoardCache } from './board-cache.js';
import { ExplainPointsController } from './explain-points/explain-points.controller.js';
import { ExplainPointsHandler } from './explain-points/explain-points.handler.js';
import { ExportStandingsController } from './export-standings/export-standings.controller.js';
import { StandingsFinalFacts } from './final-facts.js';
import { GetHistoryController } from './get-history/get-history.controller.js';
import { GetHistoryHandler } from './get-history/get-history.handler.js';
import { GetNewsController } from './get-news/get-news.controller.js';
import { GetNewsHandler } from './get-news/get-news.handler.js';
import { GetStandingsController } from './get-standings/get-standings.controller.js';
import { GetStandingsHandler } from './get-standings/get-standings.handler.js';
import { Instants } from './instants.js';
import { LiveStandings } from './live-standings.js';
import { AsyncApiController } from './live/asyncapi.controller.js';
import { BoardBroadcaster } from './live/board-broadcaster.js';
import { LiveGateway } from './live/live.gateway.js';
import { SocketAuth } from './live/socket-auth.js';
import { Moment } from './moment.js';
import { PastStandings } from './past-standings.js';
import { standingsRunner } from './standings.runner.js';

@Module({
  imports: [CqrsModule, ProjectorModule],
  controllers: [
    GetStandingsController,
    GetHistoryController,
    GetNewsController,
    ExplainPointsController,
    AsyncApiController,
    ExportStandingsController,
  ],
  providers: [
    {
      provide: LiveStandings,
      inject: [ProjectionRegistry, SnapshotStore, Instants, ServerLog],
      useFactory: (registry: ProjectionRegistry, snapshots: SnapshotStore, instants: Instants, log: ServerLog) => {
        const live = new LiveStandings();
        const warn = (message: string) => log.warn(message);
        registry.add(standingsRunner(live, { snapshots, warn, kept: () => instants.look() }));
        return live;
      },
    },
    BoardCache,
    Instants,
    PastStandings,
    Moment,
    BoardBroadcaster,
    SocketAuth,
    LiveGateway,
    GetStandingsHandler,
    GetHistoryHandler,
    GetNewsHandler,
    ExplainPointsHandler,
    { provide: ChallengeFacts, useClass: StandingsFinalFacts },
  ],
  exports: [ChallengeFacts, LiveStandings, BoardCache, Moment],
})
export class LeaderboardModule {}
