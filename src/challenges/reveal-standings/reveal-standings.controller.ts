import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { RevealStandings } from './reveal-standings.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

@Controller('api/challenges')
export class RevealStandingsController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/reveal')
  @HttpCode(200)
  @Allow(['organiser'])
  reveal(@Param('id', { schema: id }) challengeId: string, @RequestContext() context: CommandContext) {
    return this.commands.execute(new RevealStandings({ challengeId }, context));
  }
}
