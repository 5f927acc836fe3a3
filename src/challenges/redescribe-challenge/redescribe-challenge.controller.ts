import { z } from 'zod';
import { track } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { texts } from '../../http/text-input.js';
import { writtenChallenge } from '../challenges.schema.js';
import { RedescribeChallenge } from './redescribe-challenge.js';

const body = z.strictObject({ track: track.optional(), titles: texts(120).optional(), season: texts(120).optional() });

export class RedescribeChallengeController extends CommandRoute(
  'POST api/challenges/:id/redescribe',
  { allow: ['organiser'], body, response: writtenChallenge },
  ({ id, body, context }) => new RedescribeChallenge({ challengeId: id, ...body }, context),
) {}
