import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AccountHistories, OpenObjections } from '../challenges/index.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { ListObjectionsController } from './list-objections/list-objections.controller.js';
import { ListObjectionsHandler } from './list-objections/list-objections.handler.js';
import { ObjectionDirectory } from './objection-directory.js';
import { ObjectionFacts } from './objection-facts.js';
import { RaiseObjectionController } from './raise-objection/raise-objection.controller.js';
import { RaiseObjectionHandler } from './raise-objection/raise-objection.handler.js';
import { SettleObjectionController } from './settle-objection/settle-objection.controller.js';
import { SettleObjectionHandler } from './settle-objection/settle-objection.handler.js';
import { WithdrawObjectionController } from './withdraw-objection/withdraw-objection.controller.js';
import { WithdrawObjectionHandler } from './withdraw-objection/withdraw-objection.handler.js';

@Module({
  imports: [CqrsModule, AccountsModule, ProjectorModule, EventStoreModule, VaultModule],
  controllers: [
    ListObjectionsController,
    RaiseObjectionController,
    WithdrawObjectionController,
    SettleObjectionController,
  ],
  providers: [
    AccountHistories,
    ObjectionDirectory,
    ObjectionFacts,
    { provide: OpenObjections, useExisting: ObjectionDirectory },
    ListObjectionsHandler,
    RaiseObjectionHandler,
    WithdrawObjectionHandler,
    SettleObjectionHandler,
  ],
  exports: [OpenObjections],
})
export class ObjectionsModule {}
