import type { z } from 'zod';
import { accountEvents, type AccountEvent } from './account.events.js';
import { actionEvents, type ActionEvent } from './action.events.js';
import { challengeEvents, type ChallengeEvent } from './challenge.events.js';
import { collegeEvents, type CollegeEvent } from './college.events.js';
import { objectionEvents, type ObjectionEvent } from './objection.events.js';

export type DomainEvent = CollegeEvent | ChallengeEvent | ActionEvent | ObjectionEvent | AccountEvent;
export type EventType = DomainEvent['type'];

/** Every event type ever stored, with the schema of its newest version. Payloads are checked on append, not on fold. */
export const eventSchemas: Record<EventType, z.ZodType> = {
  ...collegeEvents,
  ...challengeEvents,
  ...actionEvents,
  ...objectionEvents,
  ...accountEvents,
};
