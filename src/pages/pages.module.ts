import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { CollegesModule } from '../colleges/colleges.module.js';
import { AccountPageController } from './account/account-page.controller.js';
import { AccountPages } from './account/account-pages.js';
import { AddFactorController } from './account/add-factor.controller.js';
import { AppController } from './app/app.controller.js';
import { ApiDocsController } from './api-docs/api-docs.controller.js';
import { ForgotController } from './forgot/forgot.controller.js';
import { InvitationPageController } from './invitation/invitation-page.controller.js';
import { InvitationPages } from './invitation/invitation-pages.js';
import { PublicPageReader } from './public/public-page-reader.js';
import { PublicPagesController } from './public/public-pages.controller.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { CodeController } from './sign-in/code.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignOutController } from './sign-in/sign-out.controller.js';
import { StartController } from './start/start.controller.js';
import { WhatToDoController } from './what-to-do/what-to-do.controller.js';
import { WebBuild } from './web-build.js';

/** All HTML that the server writes, and the files of the browser code. */
@Module({
  imports: [CqrsModule, HttpServicesModule, AccountsModule, CollegesModule, NotificationsModule],
  controllers: [
    ApiDocsController,
    AppController,
    PublicPagesController,
    InvitationPageController,
    SignInController,
    SignOutController,
    CodeController,
    ForgotController,
    AccountPageController,
    AddFactorController,
    StartController,
    WhatToDoController,
    UnsubscribeController,
  ],
  providers: [PublicPageReader, AccountPages, InvitationPages, { provide: WebBuild, useFactory: () => new WebBuild() }],
})
export class PagesModule {}
