import { Module, type OnModuleInit } from '@nestjs/common';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { ErasureList } from './erasure-list.js';
import { PostgresVault } from './postgres-vault.repository.js';
import { TextRetention } from './text-retention.js';
import { Vault } from './vault.js';

@Module({
  imports: [EventStoreModule, HttpServicesModule],
  providers: [{ provide: Vault, useClass: PostgresVault }, ErasureList, TextRetention],
  exports: [Vault, ErasureList, TextRetention],
})
export class VaultModule implements OnModuleInit {
  constructor(
    private readonly texts: TextRetention,
    private readonly retention: Retention,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.retention.add(() => this.texts.run());
    this.retention.add(async () => void (await this.vault.compareTexts()));
  }
}
