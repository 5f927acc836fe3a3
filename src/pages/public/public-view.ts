import { z } from 'zod';
import { id } from '../../events/values.js';
import type { PublicView } from '../page.contract.js';

/** Malformed parts of a page's address count as absent. */
const viewQuery = z.object({
  challenge: id.nullable().catch(null).default(null),
  board: z.enum(['total', 'per-100']).catch('total').default('total'),
  league: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,7}$/)
    .nullable()
    .catch(null)
    .default(null),
  college: id.nullable().catch(null).default(null),
});

export function publicView(query: unknown): PublicView {
  const { challenge, board, league, college } = viewQuery.parse(query ?? {});
  return { challengeId: challenge, board, league, collegeId: college };
}
