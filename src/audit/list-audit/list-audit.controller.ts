import { QueryRoute } from '../../projector/query-route.js';
import { auditFilter, auditPage } from '../audit.schema.js';
import { ListAudit } from './list-audit.js';

export class ListAuditController extends QueryRoute(
  'GET api/audit',
  { allow: ['organiser', 'auditor'], query: auditFilter, response: auditPage },
  ({ query }) => new ListAudit(query),
) {}
