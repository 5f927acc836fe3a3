import { Command } from '@nestjs/cqrs';
import type { ObjectionEvent, ObjectionTarget } from '../events/objection.events.js';
import type { Role } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider, Folded } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';
import { type ChallengeState, ownerIn } from '../challenges/index.js';

type EventNamed<Type extends ObjectionEvent['type']> = Extract<ObjectionEvent, { type: Type }>;
type Raised = EventNamed<'ObjectionRaised'>['data'];
type Settled = EventNamed<'ObjectionSettled'>['data'];

export interface Settlement extends Pick<Settled, 'outcome' | 'reason' | 'note'> {
  by: string;
  /** ISO instant. */
  at: string;
}

export interface RaisedObjection extends Raised {
  status: 'open' | 'upheld' | 'dismissed' | 'withdrawn';
  raisedBy: string;
  /** ISO instant. */
  raisedAt: string;
  settlement: Settlement | null;
}

export type ObjectionState = { status: 'none' } | RaisedObjection;

function change(state: RaisedObjection, { type, data, metadata }: Folded<ObjectionEvent>): RaisedObjection {
  switch (type) {
    case 'ObjectionWithdrawn':
      return { ...state, status: 'withdrawn' };
    case 'ObjectionSettled': {
      const { outcome, reason, note } = data;
      const settlement = { outcome, reason, note, by: metadata.actor, at: metadata.recordedAt };
      return { ...state, status: outcome, settlement };
    }
    default:
      return state;
  }
}

export const objection: Decider<ObjectionState, ObjectionEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (state, event) => {
    if (state.status !== 'none') return change(state, event);
    if (event.type !== 'ObjectionRaised') return state;
    const { actor: raisedBy, recordedAt: raisedAt } = event.metadata;
    return { ...event.data, status: 'open', raisedBy, raisedAt, settlement: null };
  },
};

export const objectionStream = (objectionId: string) => `objection-${objectionId}`;

/** The account behind a command. */
export interface Actor {
  accountId: string;
  role: Role;
  collegeId: string | null;
}

/** A command on one objection; `More` is what it answers besides the position it reached. */
export abstract class ObjectionCommand<
  Input extends { objectionId: string } = { objectionId: string },
  More = object,
> extends Command<{ position: string | null; objectionId: string } & More> {
  constructor(
    readonly input: Input,
    readonly by: Actor,
    readonly context: CommandContext,
    readonly note: string | null = null,
  ) {
    super();
  }
}

/** The fields of every event of an objection. */
export const refOf = ({ objectionId, challengeId, collegeId, target }: RaisedObjection) => ({
  objectionId,
  challengeId,
  collegeId,
  target,
});

/** Throws not-found OBJECTION_UNKNOWN. */
export function requireRaised(state: ObjectionState): RaisedObjection {
  if (state.status === 'none') throw new DomainError('not-found', 'OBJECTION_UNKNOWN');
  return state;
}

/** True for the college that raised it, also after a merger, and for the auditor who did. */
export function isRaiser({ collegeId, raisedBy }: RaisedObjection, by: Actor, challenge: ChallengeState): boolean {
  if (collegeId === null) return by.role === 'auditor' && by.accountId === raisedBy;
  return by.role === 'coordinator' && isCollege(by.collegeId, collegeId, challenge);
}

/** The college whose points or number the target decides; null = a final, which is about all. */
export const concernedBy = (target: ObjectionTarget): string | null =>
  target.kind === 'final' ? null : target.collegeId;

/** Colleges that merged in the challenge are one. */
export const isCollege = (one: string | null, other: string | null, challenge: ChallengeState): boolean =>
  one !== null && other !== null && ownerIn(challenge, one) === ownerIn(challenge, other);
