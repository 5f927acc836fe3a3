import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { dryRunQuery, withdrawnRulebook } from '../rulebooks.schema.js';
import { WithdrawRulebook } from './withdraw-rulebook.js';

export class WithdrawRulebookController extends CommandRoute(
  'POST api/challenges/:id/rulebooks/:version/withdraw',
  {
    allow: ['organiser'],
    confirmed: true,
    params: { version: z.string().regex(/^[1-9]\d{0,8}$/) },
    body: z.strictObject({ reason }),
    query: dryRunQuery,
    response: withdrawnRulebook,
  },
  ({ id, version, body, query: { dryRun }, context }) =>
    new WithdrawRulebook({ challengeId: id, version: Number(version), ...body, dryRun: dryRun === 'true' }, context),
) {}
