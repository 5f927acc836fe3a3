import { Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { ActionFiles } from './action-files/action-files.js';
import { EvidenceChecks } from './check-uploads/evidence-checks.js';
import { SweepStore } from './check-uploads/sweep-store.js';
import { SweepUploads } from './check-uploads/sweep-uploads.js';
import { EvidenceFiles } from './evidence-files.repository.js';
import { GetEvidenceController } from './get-evidence/get-evidence.controller.js';
import { GetEvidenceHandler } from './get-evidence/get-evidence.handler.js';
import { EvidenceIntakeModule } from './intake/evidence-intake.module.js';
import { TusServer } from './receive-upload/tus-server.js';
import { UploadAdmission } from './receive-upload/upload-admission.js';
import { TakedownDemandsController } from './takedown-demands/takedown-demands.controller.js';
import { DemandRows } from './takedown-demands/takedown-demands.repository.js';
import { TakedownDemands } from './takedown-demands/takedown-demands.js';
import { UploadParts } from './upload-parts.js';
import { UploadsController } from './receive-upload/uploads.controller.js';
import { Uploads } from './receive-upload/uploads.js';
import { VaultModule } from '../vault/vault.module.js';
import { EvidenceLinks } from './serve-files/evidence-links.js';
import { FilesController } from './serve-files/files.controller.js';
import { LinkKey } from './serve-files/link-key.repository.js';
import { EvidenceStoreModule } from './store/evidence-store.module.js';
import { StoredEvidence } from './stored-evidence.js';

@Module({
  imports: [CqrsModule, HttpServicesModule, ProjectorModule, VaultModule, EvidenceIntakeModule, EvidenceStoreModule],
  controllers: [UploadsController, GetEvidenceController, FilesController, TakedownDemandsController],
  providers: [
    EvidenceFiles,
    UploadParts,
    UploadAdmission,
    TusServer,
    Uploads,
    StoredEvidence,
    ActionFiles,
    EvidenceChecks,
    SweepUploads,
    SweepStore,
    GetEvidenceHandler,
    LinkKey,
    DemandRows,
    TakedownDemands,
    EvidenceLinks,
  ],
  exports: [ActionFiles, EvidenceLinks],
})
export class EvidenceModule implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly uploads: SweepUploads,
    private readonly store: SweepStore,
  ) {}

  onModuleInit(): void {
    this.retention.add(async () => void (await this.uploads.run()));
    this.retention.add(async () => void (await this.store.run()));
  }
}
