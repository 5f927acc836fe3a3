import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DomainError } from '../../event-store/domain-error.js';
import { maySee } from '../evidence-file.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { type EvidenceDetails, toEvidenceDetails } from '../evidence-details.js';
import { GetEvidence } from './get-evidence.js';

@QueryHandler(GetEvidence)
export class GetEvidenceHandler implements IQueryHandler<GetEvidence> {
  constructor(private readonly files: EvidenceFiles) {}

  /** Throws not-found EVIDENCE_FILE_UNKNOWN, for another college's file too. */
  async execute({ id, by }: GetEvidence): Promise<EvidenceDetails> {
    const file = await this.files.find(id);
    if (!file || !maySee(file, by)) throw new DomainError('not-found', 'EVIDENCE_FILE_UNKNOWN');
    return toEvidenceDetails(file);
  }
}
