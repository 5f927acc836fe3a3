import { Body, Controller, HttpStatus, Param, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { claimFields } from '../request-fields.js';
import { SubmitAction } from './submit-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { submittedAction } from '../actions.schema.js';

/** Without `collegeId` a coordinator's own college is meant. */
const body = z.strictObject({ challengeId: id, collegeId: id.optional(), ...claimFields });

@Controller('api/actions')
export class SubmitActionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(submittedAction, { statuses: [201, 200] })
  @Put(':id')
  @Allow(['coordinator', 'organiser'])
  async submit(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) { challengeId, collegeId: named, ...claim }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ) {
    const collegeId = named ?? viewer.collegeId;
    if (collegeId === null) throw new DomainError('invalid', 'COLLEGE_NOT_NAMED', {}, 'collegeId');
    const { created, ...written } = await this.commands.execute(
      new SubmitAction({ actionId, challengeId, collegeId, claim }, viewer, context),
    );
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return written;
  }
}
