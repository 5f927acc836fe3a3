import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { EvidenceDetails } from '../evidence-details.js';

export class GetEvidence extends Query<EvidenceDetails> {
  constructor(
    readonly id: string,
    readonly by: Viewer,
  ) {
    super();
  }
}
