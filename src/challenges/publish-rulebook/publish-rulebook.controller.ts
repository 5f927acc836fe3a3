import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { rulebook, rulebookKind } from '../../events/rulebook.js';
import { id, kindCode } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { text, texts } from '../../http/text-input.js';
import { defaultNote } from '../default-rulebooks/default-rulebook.js';
import { PublishRulebook } from './publish-rulebook.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { publishedRulebook } from '../challenges.schema.js';

const kind = z.strictObject({ ...rulebookKind.shape, titles: texts(120).optional(), evidence: texts(500).optional() });
const body = z
  .strictObject({
    rules: z.strictObject({ ...rulebook.shape, kinds: z.record(kindCode, kind) }).optional(),
    retroactive: z.boolean().default(false),
    note: z.strictObject({ kk: text(1000), ru: text(1000) }).optional(),
    version: z.int().min(1).optional(),
  })
  .refine(({ rules, note }) => !rules || note, { path: ['note'], params: { say: 'FIELD_MISSING' } });

@Controller('api/challenges')
export class PublishRulebookController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(publishedRulebook)
  @Post(':id/rulebooks')
  @HttpCode(200)
  @Allow(['organiser'])
  publish(
    @Param('id', { schema: id }) challengeId: string,
    @Body({ schema: body }) { note = defaultNote, ...input }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new PublishRulebook({ challengeId, note, ...input }, context));
  }
}
