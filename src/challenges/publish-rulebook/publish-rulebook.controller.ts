import { z } from 'zod';
import { rulebook, rulebookKind } from '../../events/rulebook.js';
import { kindCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { text, texts } from '../../http/text-input.js';
import { dryRunQuery, publishedRulebook } from '../rulebooks.schema.js';
import { defaultNote } from '../default-rulebooks/default-rulebook.js';
import { PublishRulebook } from './publish-rulebook.js';

const kind = z.strictObject({ ...rulebookKind.shape, titles: texts(120).optional(), evidence: texts(500).optional() });
const body = z
  .strictObject({
    rules: z.strictObject({ ...rulebook.shape, kinds: z.record(kindCode, kind) }).optional(),
    retroactive: z.boolean().default(false),
    note: z.strictObject({ kk: text(1000), ru: text(1000) }).optional(),
    version: z.int().min(1).optional(),
  })
  .refine(({ rules, note }) => !rules || note, { path: ['note'], params: { messageKey: 'FIELD_MISSING' } });

export class PublishRulebookController extends CommandRoute(
  'POST api/challenges/:id/rulebooks',
  {
    allow: ['organiser'],
    // A retroactive version moves every board, as its withdrawal does.
    confirmed: ({ retroactive }, { dryRun }) => retroactive === true && dryRun !== 'true',
    body,
    query: dryRunQuery,
    response: publishedRulebook,
  },
  ({ id, body: { note = defaultNote, ...input }, query: { dryRun }, context }) =>
    new PublishRulebook({ challengeId: id, note, ...input, dryRun: dryRun === 'true' }, context),
) {}
