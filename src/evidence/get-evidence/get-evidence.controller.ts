import { QueryRoute } from '../../projector/query-route.js';
import { evidenceFile, evidenceId } from '../evidence.schema.js';
import { GetEvidence } from './get-evidence.js';

export class GetEvidenceController extends QueryRoute(
  'GET api/evidence/:id',
  { allow: ['coordinator', 'organiser'], params: { id: evidenceId }, response: evidenceFile },
  ({ id, viewer }) => new GetEvidence(id, viewer),
) {}
