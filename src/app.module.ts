import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from './accounts/accounts.module.js';
import { accountMessages } from './accounts/accounts.messages.js';
import { forgottenPasswordMail } from './accounts/forgotten-password/forgotten-password-mail.js';
import { passkeyMessages } from './accounts/passkeys/passkeys.messages.js';
import { secondFactorMessages } from './accounts/second-factor/second-factor.messages.js';
import { actionMessages } from './actions/actions.messages.js';
import { ActionsModule } from './actions/actions.module.js';
import { AuditModule } from './audit/audit.module.js';
import { challengeMessages } from './challenges/challenges.messages.js';
import { rulebookWarningMessages } from './challenges/preview-rulebook/rulebook-warnings.messages.js';
import { ChallengesModule } from './challenges/challenges.module.js';
import { collegeMessages } from './colleges/colleges.messages.js';
import { CollegesModule } from './colleges/colleges.module.js';
import type { Clock } from './config/clock.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { DatabaseModule } from './postgres/database.module.js';
import { AppendIntents } from './event-store/command-handler.js';
import { ErasuresModule } from './erasures/erasures.module.js';
import { erasureMessages } from './erasures/erasures.messages.js';
import { evidenceMessages } from './evidence/evidence.messages.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { uploadMessages } from './evidence/receive-upload/uploads.messages.js';
import { EventStore } from './event-store/event-store.js';
import { addMessages } from './http/messages/catalogue.js';
import { HttpModule } from './http/http.module.js';
import { PostgresAppendIntents } from './idempotency/idempotency.repository.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { MailModule } from './mail/mail.module.js';
import { ObservabilityModule } from './observability/observability.module.js';
import { leaderboardMessages } from './leaderboard/leaderboard.messages.js';
import { LeaderboardModule } from './leaderboard/leaderboard.module.js';
import { addMailTemplates } from './mail/mail-templates.js';
import { notificationMails } from './notifications/notification-mails.js';
import { notificationMessages } from './notifications/notifications.messages.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { objectionMessages } from './objections/objections.messages.js';
import { ObjectionsModule } from './objections/objections.module.js';
import { PagesModule } from './pages/pages.module.js';
import { problemPage } from './pages/problem-page.js';
import { ProjectorModule } from './projector/projector.module.js';

/** Features. A new feature adds its module here. */
const features: readonly (Type | DynamicModule)[] = [
  ProjectorModule,
  LeaderboardModule,
  PagesModule,
  AuditModule,
  CollegesModule,
  ChallengesModule.with(LeaderboardModule, ObjectionsModule),
  ActionsModule,
  ObjectionsModule,
  ErasuresModule,
  EvidenceModule,
  NotificationsModule,
];

addMessages(
  accountMessages,
  secondFactorMessages,
  passkeyMessages,
  collegeMessages,
  challengeMessages,
  rulebookWarningMessages,
  actionMessages,
  objectionMessages,
  erasureMessages,
  evidenceMessages,
  uploadMessages,
  leaderboardMessages,
  notificationMessages,
);
addMailTemplates(notificationMails);
addMailTemplates(forgottenPasswordMail);

export interface Machinery {
  environment: Environment;
  clock: Clock;
  store: EventStore;
  databaseUrl: string;
  more: readonly DynamicModule[];
}

@Module({})
export class AppModule {
  static with({ environment, clock, store, databaseUrl, more }: Machinery): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment, clock, [
          { provide: EventStore, useValue: store },
          { provide: AppendIntents, useClass: PostgresAppendIntents },
        ]),
        ObservabilityModule,
        DatabaseModule.at(databaseUrl),
        HttpModule.with(AccountsModule, problemPage),
        IdempotencyModule,
        MailModule,
        CqrsModule.forRoot(),
        ...features,
        ...more,
      ],
    };
  }
}
