import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../../config/environment.js';
import { EvidenceStore } from './evidence-store.js';
import { openEvidenceStore } from './open-evidence-store.js';

@Module({
  providers: [
    {
      provide: EvidenceStore,
      useFactory: (config: AppConfig) => openEvidenceStore(config),
      inject: [AppConfig],
    },
  ],
  exports: [EvidenceStore],
})
export class EvidenceStoreModule implements OnApplicationShutdown {
  constructor(private readonly store: EvidenceStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
