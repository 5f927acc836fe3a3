import { randomUUID } from 'node:crypto';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { day, id, track } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { texts } from '../../http/text-input.js';
import { AnnounceChallenge } from './announce-challenge.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

const body = z.strictObject({
  id: id.optional(),
  track,
  titles: texts(120),
  season: texts(120),
  opensOn: day,
  closesOn: day,
});

@Controller('api/challenges')
export class AnnounceChallengeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post()
  @Allow(['organiser'])
  announce(
    @Body({ schema: body }) { id: given, ...rest }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new AnnounceChallenge({ challengeId: given ?? randomUUID(), ...rest }, context));
  }
}
