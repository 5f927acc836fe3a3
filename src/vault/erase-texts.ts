import { DomainError } from '../event-store/domain-error.js';
import type { DomainEvent } from '../events/schemas.js';
import type { StreamTexts } from './stream-texts.js';

export interface TextErasure {
  /** Only these texts; absent = all of the stream. */
  texts?: readonly string[];
  /** Only texts of events that name this college; absent = any. */
  collegeId?: string;
  reason: string;
}

/** Most ids in one event. */
const MOST = 1_000;

/** The texts that an erasure asks for, whether or not they were erased before. Throws not-found TEXT_UNKNOWN. */
export function askedTexts({ texts: only, collegeId }: Omit<TextErasure, 'reason'>, { texts }: StreamTexts): string[] {
  const unknown = only?.find((id) => !texts.has(id));
  if (unknown) throw new DomainError('not-found', 'TEXT_UNKNOWN', { text: unknown }, 'texts');
  return [...texts]
    .filter(([id, of]) => (!only || only.includes(id)) && (collegeId === undefined || of === collegeId))
    .map(([id]) => id);
}

/** Erases texts in every state of their thing, after the final too. Erased before = quiet. */
export function eraseTexts(erasure: TextErasure, state: StreamTexts): DomainEvent[] {
  const texts = askedTexts(erasure, state).filter((id) => !state.erased.has(id));
  const events: DomainEvent[] = [];
  for (let from = 0; from < texts.length; from += MOST)
    events.push(erased(state.of ?? {}, erasure, texts.slice(from, from + MOST)));
  return events;
}

function erased(of: NonNullable<StreamTexts['of']>, { collegeId, reason }: TextErasure, texts: string[]): DomainEvent {
  const { challengeId = '', collegeId: owner = null, actionId, objectionId } = of;
  if (objectionId !== undefined)
    return { type: 'ObjectionTextsErased', data: { objectionId, challengeId, collegeId: owner, texts, reason } };
  if (actionId !== undefined)
    return { type: 'ActionTextsErased', data: { actionId, challengeId, collegeId: owner ?? '', texts, reason } };
  if (challengeId !== '')
    return { type: 'ChallengeTextsErased', data: { challengeId, collegeId: collegeId ?? null, texts, reason } };
  return { type: 'CollegeTextsErased', data: { collegeId: owner ?? '', texts, reason } };
}
