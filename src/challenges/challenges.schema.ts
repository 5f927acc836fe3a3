import { z } from 'zod';
import { entrant } from '../events/challenge.events.js';
import { rulebook } from '../events/rulebook.js';
import { localised, track } from '../events/values.js';
import { named, pageOf, written } from '../http/openapi/answers.js';

const challengeItem = z.object({
  id: z.string(),
  track,
  state: z.enum(['announced', 'open', 'closed', 'final']),
  frozen: z.boolean(),
  titles: localised(),
  season: localised(),
  opensOn: z.string(),
  closesOn: z.string(),
  boards: z.array(z.enum(['total', 'per-100'])),
});

const item = named('Challenge', challengeItem);

/** `GET /api/challenges`: newest first. */
export const challengeList = named('ChallengeList', pageOf(item));

/** `GET /api/challenges/:id`. */
export const challengeDetails = named(
  'ChallengeDetails',
  challengeItem.extend({
    rulebookVersion: z.int().min(0).describe('0 = none published yet'),
    rules: rulebook.nullable().describe('the rules in force; null = none published yet'),
    entrants: z.array(entrant),
  }),
);

export const defaultRulebookShown = named(
  'DefaultRulebook',
  z.object({ track, note: z.object({ kk: z.string(), ru: z.string() }), rules: rulebook }),
);

export const writtenChallenge = named('WrittenChallenge', written('challengeId'));
export const writtenEntrant = named('WrittenEntrant', written('challengeId', 'collegeId'));
