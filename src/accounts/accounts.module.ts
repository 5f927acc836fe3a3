import { Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { Sessions } from '../http/access.js';
import { AcceptInvitation } from './accept-invitation/accept-invitation.js';
import { AcceptInvitationController } from './accept-invitation/accept-invitation.controller.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { GrantRoleController, RevokeRoleController } from './change-role/change-role.controller.js';
import { GrantRoleHandler, RevokeRoleHandler } from './change-role/change-role.handler.js';
import { CloseAccountController } from './close-account/close-account.controller.js';
import { CloseAccountHandler } from './close-account/close-account.handler.js';
import { FirstOrganiser } from './first-organiser.js';
import { InviteAccountController } from './invite-account/invite-account.controller.js';
import { InviteAccountHandler } from './invite-account/invite-account.handler.js';
import { InviteAgainHandler } from './invite-again/invite-again.handler.js';
import { ListAccountsController } from './list-accounts/list-accounts.controller.js';
import { OwnSessionsController } from './own-sessions/own-sessions.controller.js';
import { PostgresSessions } from './sessions.repository.js';
import { SessionController } from './sign-in/session.controller.js';
import { PasswordCheck } from './sign-in/password-check.js';
import { SignIn } from './sign-in/sign-in.js';

@Module({
  imports: [CqrsModule, EventStoreModule, HttpServicesModule],
  controllers: [
    SessionController,
    OwnSessionsController,
    AcceptInvitationController,
    ListAccountsController,
    InviteAccountController,
    GrantRoleController,
    RevokeRoleController,
    CloseAccountController,
  ],
  providers: [
    AccountDirectory,
    AccountRows,
    InviteAccountHandler,
    InviteAgainHandler,
    GrantRoleHandler,
    RevokeRoleHandler,
    CloseAccountHandler,
    AcceptInvitation,
    FirstOrganiser,
    SignIn,
    PasswordCheck,
    PostgresSessions,
    { provide: Sessions, useExisting: PostgresSessions },
  ],
  exports: [Sessions, FirstOrganiser, AccountDirectory, AcceptInvitation, SignIn],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly purge: Retention,
    private readonly sessions: PostgresSessions,
  ) {}

  onModuleInit(): void {
    this.purge.add(() => this.sessions.purge());
  }
}
