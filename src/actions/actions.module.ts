import { Module } from '@nestjs/common';
import { ActionsTemplateController } from './import-actions/actions-template.controller.js';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { AccountHistories } from '../challenges/index.js';
import { ReviewCommands, reviewHandler } from './review-commands.js';
import { ApproveActionController } from './approve-action/approve-action.controller.js';
import { ApproveAction, approveAction, approvalResponse } from './approve-action/approve-action.js';
import { AttachEvidenceController } from './attach-evidence/attach-evidence.controller.js';
import { AttachEvidenceHandler } from './attach-evidence/attach-evidence.handler.js';
import { CorrectActionController } from './correct-action/correct-action.controller.js';
import { CorrectAction, correctAction } from './correct-action/correct-action.js';
import { DisputeDecisionController } from './dispute-decision/dispute-decision.controller.js';
import { DisputeDecision, disputeDecision } from './dispute-decision/dispute-decision.js';
import { DismissDisputeController } from './dismiss-dispute/dismiss-dispute.controller.js';
import { DismissDispute, dismissDispute } from './dismiss-dispute/dismiss-dispute.js';
import { ReclassifyActionController } from './reclassify-action/reclassify-action.controller.js';
import { ReclassifyAction, reclassifyAction } from './reclassify-action/reclassify-action.js';
import { ActionCalendar } from './lapse-action/action-calendar.js';
import { LapseScheduler } from './lapse-action/lapse-scheduler.js';
import { RejectActionsController } from './reject-actions/reject-actions.controller.js';
import { RejectActionsHandler } from './reject-actions/reject-actions.handler.js';
import { ReopenDecisionController } from './reopen-decision/reopen-decision.controller.js';
import { ReopenDecision, reopenDecision, reopeningResponse } from './reopen-decision/reopen-decision.js';
import { WithdrawDisputeController } from './withdraw-dispute/withdraw-dispute.controller.js';
import { WithdrawDispute, withdrawDispute } from './withdraw-dispute/withdraw-dispute.js';
import { decisionResponse } from './review.js';
import { RejectActionController } from './reject-action/reject-action.controller.js';
import { RejectAction, rejectAction } from './reject-action/reject-action.js';
import { RequestInformationController } from './request-information/request-information.controller.js';
import { RequestInformation, requestInformation } from './request-information/request-information.js';
import { ResolveDisputeController } from './resolve-dispute/resolve-dispute.controller.js';
import { ResolveDispute, resolveDispute } from './resolve-dispute/resolve-dispute.js';
import { ReviseActionController } from './revise-action/revise-action.controller.js';
import { ReviseActionHandler } from './revise-action/revise-action.handler.js';
import { RevokeApprovalController } from './revoke-approval/revoke-approval.controller.js';
import { RevokeApproval, revokeApproval } from './revoke-approval/revoke-approval.js';
import { SubmitActionController } from './submit-action/submit-action.controller.js';
import { SubmitActionHandler } from './submit-action/submit-action.handler.js';
import { TakeDownEvidenceController } from './take-down-evidence/take-down-evidence.controller.js';
import { TakeDownEvidenceHandler } from './take-down-evidence/take-down-evidence.handler.js';
import { WithdrawActionController } from './withdraw-action/withdraw-action.controller.js';
import { WithdrawAction, withdrawAction } from './withdraw-action/withdraw-action.js';
import { ActionLookup } from './action-lookup.js';
import { NewClaims } from './new-claims.js';
import { OpenClaims } from './open-claims-lookup.js';
import { FlagLookup } from './flag-lookup.js';
import { ReceiptNumbers } from './receipts.repository.js';
import { ActionSearch } from './action-search.js';
import { KindTitles } from './kind-titles.js';
import { PointsLookup } from './points-lookup.js';
import { SummaryLookup } from './summary-lookup.js';
import { ListSummariesController } from './list-summaries/list-summaries.controller.js';
import { ListSummariesHandler } from './list-summaries/list-summaries.handler.js';
import { ListActionsController } from './list-actions/list-actions.controller.js';
import { ListActionsHandler } from './list-actions/list-actions.handler.js';
import { GetHomeController } from './get-home/get-home.controller.js';
import { GetHomeHandler } from './get-home/get-home.handler.js';
import { HomeActions } from './get-home/home-actions.js';
import { HomeChallenges } from './get-home/home-challenges.js';
import { HomeSummaries } from './get-home/home-summaries.js';
import { ExportActionsController } from './export-actions/export-actions.controller.js';
import { ExportActionsHandler } from './export-actions/export-actions.handler.js';
import { GetLimitsController } from './get-limits/get-limits.controller.js';
import { GetLimitsHandler } from './get-limits/get-limits.handler.js';
import { GetActionController } from './get-action/get-action.controller.js';
import { ActionStory } from './get-action/action-story.js';
import { GetActionHandler } from './get-action/get-action.handler.js';

@Module({
  imports: [AccountsModule, CqrsModule, EvidenceModule, ProjectorModule, EventStoreModule, VaultModule],
  controllers: [
    ActionsTemplateController,
    ListActionsController,
    ListSummariesController,
    GetActionController,
    GetLimitsController,
    ExportActionsController,
    GetHomeController,
    SubmitActionController,
    ReviseActionController,
    AttachEvidenceController,
    TakeDownEvidenceController,
    RequestInformationController,
    ApproveActionController,
    RejectActionController,
    CorrectActionController,
    RevokeApprovalController,
    WithdrawActionController,
    DisputeDecisionController,
    ResolveDisputeController,
    WithdrawDisputeController,
    DismissDisputeController,
    ReopenDecisionController,
    ReclassifyActionController,
    RejectActionsController,
  ],
  providers: [
    AccountHistories,
    ActionLookup,
    OpenClaims,
    NewClaims,
    ReceiptNumbers,
    FlagLookup,
    ActionSearch,
    KindTitles,
    PointsLookup,
    SummaryLookup,
    ListActionsHandler,
    ListSummariesHandler,
    ActionStory,
    GetActionHandler,
    GetLimitsHandler,
    ExportActionsHandler,
    GetHomeHandler,
    HomeActions,
    HomeChallenges,
    HomeSummaries,
    ReviewCommands,
    ActionCalendar,
    LapseScheduler,
    RejectActionsHandler,
    SubmitActionHandler,
    ReviseActionHandler,
    AttachEvidenceHandler,
    TakeDownEvidenceHandler,
    reviewHandler(RequestInformation, requestInformation),
    reviewHandler(ApproveAction, approveAction, approvalResponse),
    reviewHandler(RejectAction, rejectAction),
    reviewHandler(CorrectAction, correctAction, decisionResponse),
    reviewHandler(RevokeApproval, revokeApproval, decisionResponse),
    reviewHandler(WithdrawAction, withdrawAction),
    reviewHandler(DisputeDecision, disputeDecision),
    reviewHandler(ResolveDispute, resolveDispute, decisionResponse),
    reviewHandler(WithdrawDispute, withdrawDispute),
    reviewHandler(DismissDispute, dismissDispute),
    reviewHandler(ReopenDecision, reopenDecision, reopeningResponse),
    reviewHandler(ReclassifyAction, reclassifyAction, decisionResponse),
  ],
})
export class ActionsModule {}
