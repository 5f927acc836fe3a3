import { Body, Controller, HttpStatus, Param, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenObjection } from '../objections.schema.js';
import { RaiseObjection } from './raise-objection.js';

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('action'), actionId: id }),
  z.strictObject({ kind: z.literal('adjustment'), adjustmentId: id }),
  z.strictObject({ kind: z.literal('enrolment'), collegeId: id }),
  z.strictObject({ kind: z.literal('final'), number: z.int().min(1).max(1_000) }),
]);
const body = z.strictObject({ challengeId: id, target, reason, note: freeText(2000) });

@Controller('api/objections')
export class RaiseObjectionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenObjection, { statuses: [201, 200] })
  @Put(':id')
  @Allow(['coordinator', 'auditor'])
  async raise(
    @Param('id', { schema: id }) objectionId: string,
    @Body({ schema: body }) { note, ...objecting }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ) {
    const command = new RaiseObjection({ objectionId, ...objecting }, viewer, context, note);
    const { created, ...written } = await this.commands.execute(command);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return written;
  }
}
