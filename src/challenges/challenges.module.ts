import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { CollegesModule } from '../colleges/colleges.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { AdjustPointsController } from './adjust-points/adjust-points.controller.js';
import { AdjustPointsHandler } from './adjust-points/adjust-points.handler.js';
import { AnnounceChallengeController } from './announce-challenge/announce-challenge.controller.js';
import { AnnounceChallengeHandler } from './announce-challenge/announce-challenge.handler.js';
import { CloseSubmissionsController } from './close-submissions/close-submissions.controller.js';
import { CloseSubmissionsHandler } from './close-submissions/close-submissions.handler.js';
import { CorrectEntrantEnrolmentController } from './correct-entrant-enrolment/correct-entrant-enrolment.controller.js';
import { CorrectEntrantEnrolmentHandler } from './correct-entrant-enrolment/correct-entrant-enrolment.handler.js';
import { GetDefaultRulebookController } from './default-rulebooks/get-default-rulebook.controller.js';
import { EnterCollegeController } from './enter-college/enter-college.controller.js';
import { EnterCollegeHandler } from './enter-college/enter-college.handler.js';
import { FinaliseResultsController } from './finalise-results/finalise-results.controller.js';
import { FinaliseResultsHandler } from './finalise-results/finalise-results.handler.js';
import { FreezeStandingsController } from './freeze-standings/freeze-standings.controller.js';
import { FreezeStandingsHandler } from './freeze-standings/freeze-standings.handler.js';
import { LeaveChallengeController } from './leave-challenge/leave-challenge.controller.js';
import { LeaveChallengeHandler } from './leave-challenge/leave-challenge.handler.js';
import { OpenChallengeController } from './open-challenge/open-challenge.controller.js';
import { OpenChallengeHandler } from './open-challenge/open-challenge.handler.js';
import { PublishRulebookController } from './publish-rulebook/publish-rulebook.controller.js';
import { PublishRulebookHandler } from './publish-rulebook/publish-rulebook.handler.js';
import { RenameEntrantController } from './rename-entrant/rename-entrant.controller.js';
import { RenameEntrantHandler } from './rename-entrant/rename-entrant.handler.js';
import { ReopenChallengeController } from './reopen-challenge/reopen-challenge.controller.js';
import { ReopenChallengeHandler } from './reopen-challenge/reopen-challenge.handler.js';
import { RevealStandingsController } from './reveal-standings/reveal-standings.controller.js';
import { RevealStandingsHandler } from './reveal-standings/reveal-standings.handler.js';
import { CalendarScheduler } from './keep-calendar/calendar-scheduler.js';
import { KeepCalendarHandler } from './keep-calendar/keep-calendar.handler.js';
import { ListChallengesController } from './list-challenges/list-challenges.controller.js';
import { ListChallengesHandler } from './list-challenges/list-challenges.handler.js';
import { GetChallengeController } from './get-challenge/get-challenge.controller.js';
import { GetChallengeHandler } from './get-challenge/get-challenge.handler.js';

@Module({
  imports: [CqrsModule, ProjectorModule, CollegesModule, EventStoreModule, VaultModule],
  controllers: [
    ListChallengesController,
    GetChallengeController,
    AnnounceChallengeController,
    PublishRulebookController,
    GetDefaultRulebookController,
    OpenChallengeController,
    EnterCollegeController,
    LeaveChallengeController,
    RenameEntrantController,
    CorrectEntrantEnrolmentController,
    CloseSubmissionsController,
    FreezeStandingsController,
    RevealStandingsController,
    AdjustPointsController,
    FinaliseResultsController,
    ReopenChallengeController,
  ],
  providers: [
    ListChallengesHandler,
    GetChallengeHandler,
    CalendarScheduler,
    KeepCalendarHandler,
    AnnounceChallengeHandler,
    PublishRulebookHandler,
    OpenChallengeHandler,
    EnterCollegeHandler,
    LeaveChallengeHandler,
    RenameEntrantHandler,
    CorrectEntrantEnrolmentHandler,
    CloseSubmissionsHandler,
    FreezeStandingsHandler,
    RevealStandingsHandler,
    AdjustPointsHandler,
    FinaliseResultsHandler,
    ReopenChallengeHandler,
  ],
})
export class ChallengesModule {
  /** `standings` exports `ChallengeFacts`: a final needs the boards, which are built upon challenges. */
  static with(standings: DynamicModule['module']): DynamicModule {
    return { module: ChallengesModule, imports: [standings] };
  }
}
