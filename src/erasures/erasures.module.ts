import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { EraseDataController } from './erase-data/erase-data.controller.js';
import { EraseDataHandler } from './erase-data/erase-data.handler.js';
import { ErasePersons } from './erase-persons.js';
import { EraseTexts } from './erase-texts.js';
import { StreamsOf } from './streams-of.js';

@Module({
  imports: [CqrsModule, AccountsModule, EvidenceModule, EventStoreModule, IdempotencyModule, VaultModule],
  controllers: [EraseDataController],
  providers: [EraseDataHandler, ErasePersons, EraseTexts, StreamsOf],
})
export class ErasuresModule {}
