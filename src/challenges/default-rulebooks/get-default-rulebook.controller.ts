import { Controller, Get, Param } from '@nestjs/common';
import { track as trackSchema, type Track } from '../../events/values.js';
import { Allow } from '../../http/access.js';
import { defaultNote, defaultRulebook } from './default-rulebook.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { defaultRulebookShown } from '../rulebooks.schema.js';

/** The rulebook published when organisers give none. */
@Controller('api/default-rulebooks')
export class GetDefaultRulebookController {
  @ApiResponseSchema(defaultRulebookShown)
  @Get(':track')
  @Allow(['anyone'])
  get(@Param('track', { schema: trackSchema }) track: Track) {
    return { track, note: defaultNote, rules: defaultRulebook(track) };
  }
}
