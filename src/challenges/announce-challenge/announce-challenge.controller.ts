import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { day, id, track } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { texts } from '../../http/text-input.js';
import { writtenChallenge } from '../challenges.schema.js';
import { AnnounceChallenge } from './announce-challenge.js';

const body = z.strictObject({
  id: id.optional(),
  track,
  titles: texts(120),
  season: texts(120),
  opensOn: day,
  closesOn: day,
});

export class AnnounceChallengeController extends CommandRoute(
  'POST api/challenges',
  { allow: ['organiser'], body, status: 201, response: writtenChallenge },
  ({ body: { id: challengeId = randomUUID(), ...input }, context }) =>
    new AnnounceChallenge({ challengeId, ...input }, context),
) {}
