import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { Sessions } from '../http/access.js';
import { AcceptInvitation } from './accept-invitation/accept-invitation.js';
import { AcceptInvitationController } from './accept-invitation/accept-invitation.controller.js';
import { AcknowledgeNoticesController } from './acknowledge-notices/acknowledge-notices.controller.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { GrantRoleController, RevokeRoleController } from './change-role/change-role.controller.js';
import { GrantRoleHandler, RevokeRoleHandler } from './change-role/change-role.handler.js';
import { ChangePassword } from './change-password/change-password.js';
import { ChangePasswordController } from './change-password/change-password.controller.js';
import { CloseAccountController } from './close-account/close-account.controller.js';
import { CloseAccountHandler } from './close-account/close-account.handler.js';
import { ConfirmNoCollegeController } from './confirm-no-college/confirm-no-college.controller.js';
import { ConfirmNoCollegeHandler } from './confirm-no-college/confirm-no-college.handler.js';
import { EndSessionsController } from './end-sessions/end-sessions.controller.js';
import { EndSessionsHandler } from './end-sessions/end-sessions.handler.js';
import { ErasePersonHandler } from './erase-person/erase-person.handler.js';
import { FirstOrganiser } from './first-organiser.js';
import { InviteAccountController } from './invite-account/invite-account.controller.js';
import { InviteAccountHandler } from './invite-account/invite-account.handler.js';
import { InviteAgainHandler } from './invite-again/invite-again.handler.js';
import { ListAccountsController } from './list-accounts/list-accounts.controller.js';
import { OwnSessionsController } from './own-sessions/own-sessions.controller.js';
import { OwnPasskeys } from './passkeys/own-passkeys.js';
import { PasskeySessionController } from './sign-in/passkey-session.controller.js';
import { PasskeySignIn } from './sign-in/passkey-sign-in.js';
import { AddPasskeyHandler, RemovePasskeyHandler } from './passkeys/passkey.handler.js';
import { OwnPasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeyRows } from './passkeys/passkeys.repository.js';
import { RelyingParties } from './passkeys/relying-party.js';
import { ForgottenPassword } from './forgotten-password/forgotten-password.js';
import { HalfSessions } from './second-factor/half-sessions.repository.js';
import { OwnFactors } from './second-factor/own-factors.js';
import { OwnFactorsController, RemoveSecondFactorController } from './second-factor/second-factor.controller.js';
import {
  AddSecondFactorHandler,
  RemoveSecondFactorHandler,
  ReplaceRecoveryCodesHandler,
} from './second-factor/second-factor.handler.js';
import { SecondFactorGate } from './second-factor/second-factor-gate.js';
import { SecondFactorRows } from './second-factor/second-factors.repository.js';
import { Confirmation } from './sign-in/confirmation.js';
import { SecondStep } from './sign-in/second-step.js';
import { MailModule } from '../mail/mail.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { PostgresSessions } from './sessions.repository.js';
import { SessionController } from './sign-in/session.controller.js';
import { Notices } from './notices.js';
import { KnownDevices } from './sign-in/known-devices.repository.js';
import { PasswordCheck } from './sign-in/password-check.js';
import { SignIn } from './sign-in/sign-in.js';

@Module({
  imports: [CqrsModule, EventStoreModule, HttpServicesModule, MailModule, VaultModule],
  controllers: [
    SessionController,
    OwnSessionsController,
    OwnPasskeysController,
    PasskeySessionController,
    AcknowledgeNoticesController,
    ChangePasswordController,
    EndSessionsController,
    AcceptInvitationController,
    ListAccountsController,
    InviteAccountController,
    GrantRoleController,
    RevokeRoleController,
    ConfirmNoCollegeController,
    CloseAccountController,
    OwnFactorsController,
    RemoveSecondFactorController,
  ],
  providers: [
    AccountDirectory,
    AccountRows,
    InviteAccountHandler,
    InviteAgainHandler,
    EndSessionsHandler,
    ChangePassword,
    Notices,
    GrantRoleHandler,
    RevokeRoleHandler,
    ConfirmNoCollegeHandler,
    CloseAccountHandler,
    ErasePersonHandler,
    AcceptInvitation,
    FirstOrganiser,
    SignIn,
    PasswordCheck,
    AddSecondFactorHandler,
    RemoveSecondFactorHandler,
    ReplaceRecoveryCodesHandler,
    AddPasskeyHandler,
    RemovePasskeyHandler,
    ForgottenPassword,
    OwnPasskeys,
    PasskeyRows,
    PasskeySignIn,
    RelyingParties,
    HalfSessions,
    KnownDevices,
    OwnFactors,
    SecondFactorGate,
    SecondFactorRows,
    SecondStep,
    Confirmation,
    PostgresSessions,
    { provide: Sessions, useExisting: PostgresSessions },
  ],
  exports: [
    Sessions,
    AccountRows,
    FirstOrganiser,
    AccountDirectory,
    AcceptInvitation,
    SignIn,
    ForgottenPassword,
    OwnFactors,
    OwnPasskeys,
    RelyingParties,
    SecondStep,
    Confirmation,
    Notices,
  ],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly purge: Retention,
    private readonly sessions: PostgresSessions,
    private readonly factors: SecondFactorRows,
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
  ) {}

  @Inject(PasskeyRows) private readonly passkeys!: PasskeyRows;

  onModuleInit(): void {
    this.purge.add(() => this.sessions.purge());
    this.purge.add(() => this.factors.purge((id, factorId) => this.isConfirmed(id, factorId)));
    this.purge.add(() => this.passkeys.purge((id, passkeyId) => this.hasPasskey(id, passkeyId)));
    this.purge.add(() => this.rows.purgeLinks());
    this.purge.add(() => this.rows.purge(async (id) => (await this.directory.find(id)).state !== 'none'));
  }

  private async hasPasskey(accountId: string, passkeyId: string): Promise<boolean> {
    const account = await this.directory.find(accountId);
    return account.state === 'open' && account.passkeys.includes(passkeyId);
  }

  private async isConfirmed(accountId: string, factorId: string): Promise<boolean> {
    const account = await this.directory.find(accountId);
    return account.state === 'open' && account.factors.some(({ id }) => id === factorId);
  }
}
