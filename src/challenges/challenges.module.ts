import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ruleHandlers } from '../event-store/rule-handlers.js';
import { VaultModule } from '../vault/vault.module.js';
import { CollegesModule } from '../colleges/colleges.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { AccountHistories } from './account-histories.js';
import { AdjustPointsController } from './adjust-points/adjust-points.controller.js';
import { AdjustPointsHandler } from './adjust-points/adjust-points.handler.js';
import { AnnounceChallengeController } from './announce-challenge/announce-challenge.controller.js';
import { AnnounceChallenge, announceChallenge } from './announce-challenge/announce-challenge.js';
import { challenge, challengeStream } from './challenge.js';
import { CloseSubmissionsController } from './close-submissions/close-submissions.controller.js';
import { CloseSubmissions, closeSubmissions } from './close-submissions/close-submissions.js';
import { CorrectEntrantEnrolmentController } from './correct-entrant-enrolment/correct-entrant-enrolment.controller.js';
import { CorrectEntrantEnrolmentHandler } from './correct-entrant-enrolment/correct-entrant-enrolment.handler.js';
import { CorrectEntrantLeagueController } from './correct-entrant-league/correct-entrant-league.controller.js';
import { CorrectEntrantLeague, correctEntrantLeague } from './correct-entrant-league/correct-entrant-league.js';
import {
  ConfirmAdjustmentController,
  DeclineAdjustmentController,
} from './decide-adjustment/decide-adjustment.controller.js';
import { ConfirmAdjustmentHandler } from './decide-adjustment/decide-adjustment.handler.js';
import { DeclineAdjustment, declineAdjustment } from './decide-adjustment/decide-adjustment.js';
import { GetDefaultRulebookController } from './default-rulebooks/get-default-rulebook.controller.js';
import { EnterCollegeController } from './enter-college/enter-college.controller.js';
import { EnterCollegeHandler } from './enter-college/enter-college.handler.js';
import { FinaliseResultsController } from './finalise-results/finalise-results.controller.js';
import { FinaliseResultsHandler } from './finalise-results/finalise-results.handler.js';
import { CancelChallengeController } from './cancel-challenge/cancel-challenge.controller.js';
import { CancelChallenge, cancelChallenge } from './cancel-challenge/cancel-challenge.js';
import { calendarRuleHandler } from './calendar-rule-handler.js';
import { RedescribeChallengeController } from './redescribe-challenge/redescribe-challenge.controller.js';
import { RedescribeChallenge, redescribeChallenge } from './redescribe-challenge/redescribe-challenge.js';
import { ReopenSubmissionsController } from './reopen-submissions/reopen-submissions.controller.js';
import { ReopenSubmissions, reopenSubmissions } from './reopen-submissions/reopen-submissions.js';
import { RescheduleChallengeController } from './reschedule-challenge/reschedule-challenge.controller.js';
import { RescheduleChallenge, rescheduleChallenge } from './reschedule-challenge/reschedule-challenge.js';
import { ListRulebooksController } from './list-rulebooks/list-rulebooks.controller.js';
import { ListRulebooksHandler } from './list-rulebooks/list-rulebooks.handler.js';
import { WithdrawRulebookController } from './withdraw-rulebook/withdraw-rulebook.controller.js';
import { WithdrawRulebookHandler } from './withdraw-rulebook/withdraw-rulebook.handler.js';
import { FreezeStandingsController } from './freeze-standings/freeze-standings.controller.js';
import { FreezeStandings, freezeStandings } from './freeze-standings/freeze-standings.js';
import { LeaveChallengeController, RemoveCollegeController } from './leave-challenge/leave-challenge.controller.js';
import { LeaveChallenge, leaveChallenge } from './leave-challenge/leave-challenge.js';
import { MergeEntrantsController } from './merge-entrants/merge-entrants.controller.js';
import { MergeEntrants, mergeEntrants } from './merge-entrants/merge-entrants.js';
import { UndoMergerController } from './undo-merger/undo-merger.controller.js';
import { UndoMerger, undoMerger } from './undo-merger/undo-merger.js';
import { OpenChallengeController } from './open-challenge/open-challenge.controller.js';
import { OpenChallengeHandler } from './open-challenge/open-challenge.handler.js';
import { PublishRulebookController } from './publish-rulebook/publish-rulebook.controller.js';
import { PublishRulebookHandler } from './publish-rulebook/publish-rulebook.handler.js';
import { RulebookChange } from './preview-rulebook/rulebook-change.js';
import { RenameEntrantController } from './rename-entrant/rename-entrant.controller.js';
import { RenameEntrantHandler } from './rename-entrant/rename-entrant.handler.js';
import { ReopenChallengeController } from './reopen-challenge/reopen-challenge.controller.js';
import { ReopenChallenge, reopenChallenge } from './reopen-challenge/reopen-challenge.js';
import { RevealStandingsController } from './reveal-standings/reveal-standings.controller.js';
import { RevealStandings, revealStandings } from './reveal-standings/reveal-standings.js';
import { CalendarScheduler } from './keep-calendar/calendar-scheduler.js';
import { KeepCalendarHandler } from './keep-calendar/keep-calendar.handler.js';
import { ListAdjustmentsController } from './list-adjustments/list-adjustments.controller.js';
import { ListAdjustmentsHandler } from './list-adjustments/list-adjustments.handler.js';
import { ListFinalsController, ListFinalsHandler } from './list-finals/list-finals.js';
import { ListChallengesController } from './list-challenges/list-challenges.controller.js';
import { ListChallengesHandler } from './list-challenges/list-challenges.handler.js';
import { GetChallengeController } from './get-challenge/get-challenge.controller.js';
import { GetChallengeHandler } from './get-challenge/get-challenge.handler.js';

const ruleHandler = ruleHandlers('challengeId', challengeStream, challenge);

@Module({
  imports: [AccountsModule, CqrsModule, ProjectorModule, CollegesModule, EventStoreModule, VaultModule],
  controllers: [
    ListChallengesController,
    GetChallengeController,
    AnnounceChallengeController,
    RedescribeChallengeController,
    RescheduleChallengeController,
    PublishRulebookController,
    WithdrawRulebookController,
    ListRulebooksController,
    GetDefaultRulebookController,
    OpenChallengeController,
    EnterCollegeController,
    LeaveChallengeController,
    RemoveCollegeController,
    MergeEntrantsController,
    UndoMergerController,
    RenameEntrantController,
    CorrectEntrantEnrolmentController,
    CorrectEntrantLeagueController,
    CloseSubmissionsController,
    ReopenSubmissionsController,
    FreezeStandingsController,
    RevealStandingsController,
    AdjustPointsController,
    ConfirmAdjustmentController,
    DeclineAdjustmentController,
    ListAdjustmentsController,
    ListFinalsController,
    FinaliseResultsController,
    ReopenChallengeController,
    CancelChallengeController,
  ],
  providers: [
    AccountHistories,
    ListChallengesHandler,
    GetChallengeHandler,
    CalendarScheduler,
    KeepCalendarHandler,
    ruleHandler(AnnounceChallenge, announceChallenge),
    calendarRuleHandler(RedescribeChallenge, redescribeChallenge),
    calendarRuleHandler(RescheduleChallenge, rescheduleChallenge),
    PublishRulebookHandler,
    WithdrawRulebookHandler,
    RulebookChange,
    ListRulebooksHandler,
    OpenChallengeHandler,
    EnterCollegeHandler,
    ruleHandler(LeaveChallenge, leaveChallenge),
    ruleHandler(MergeEntrants, mergeEntrants),
    ruleHandler(UndoMerger, undoMerger),
    RenameEntrantHandler,
    CorrectEntrantEnrolmentHandler,
    ruleHandler(CorrectEntrantLeague, correctEntrantLeague),
    ruleHandler(CloseSubmissions, closeSubmissions),
    calendarRuleHandler(ReopenSubmissions, reopenSubmissions),
    ruleHandler(FreezeStandings, freezeStandings),
    ruleHandler(RevealStandings, revealStandings),
    AdjustPointsHandler,
    ConfirmAdjustmentHandler,
    ruleHandler(DeclineAdjustment, declineAdjustment),
    ListAdjustmentsHandler,
    ListFinalsHandler,
    FinaliseResultsHandler,
    ruleHandler(ReopenChallenge, reopenChallenge),
    ruleHandler(CancelChallenge, cancelChallenge),
  ],
})
export class ChallengesModule {
  /** `facts` export `ChallengeFacts`, `StandingsPreviews` and `OpenObjections`: boards and objections are built upon challenges. */
  static with(...facts: DynamicModule['module'][]): DynamicModule {
    return { module: ChallengesModule, imports: facts };
  }
}
