import type { ObjectionTarget } from '../../src/events/objection.events.js';
import type { Projection } from '../projection.js';

export interface ObjectionDocument {
  objectionId: string;
  challengeId: string;
  /** The college that raised it; null = an auditor did. */
  collegeId: string | null;
  /** The college whose points or number the target decides; null = a final. */
  concerns: string | null;
  target: ObjectionTarget;
  /** The event that is objected to. */
  decision: string;
  reason: string;
  /** Vault id. */
  note: string;
  state: 'open' | 'upheld' | 'dismissed' | 'withdrawn';
  raisedBy: string;
  raisedAt: string;
  settlement: { reason: string; note: string | null; by: string; at: string } | null;
}

/** Objections of third parties, one document each. */
export const objectionsProjection: Projection<ObjectionDocument> = {
  name: 'objections',
  version: 1,
  key: ({ data }) => ('objectionId' in data ? data.objectionId : null),
  initial: (objectionId) => ({
    objectionId,
    challengeId: '',
    collegeId: null,
    concerns: null,
    target: { kind: 'final', number: 1 },
    decision: '',
    reason: '',
    note: '',
    state: 'open',
    raisedBy: '',
    raisedAt: '',
    settlement: null,
  }),
  when: {
    ObjectionRaised: (document, { data, metadata }) => ({
      ...document,
      ...data,
      concerns: data.target.kind === 'final' ? null : data.target.collegeId,
      note: data.note.id,
      raisedBy: metadata.actor,
      raisedAt: metadata.recordedAt,
    }),
    ObjectionWithdrawn: (document) => ({ ...document, state: 'withdrawn' }),
    ObjectionSettled: (document, { data: { outcome, reason, note }, metadata }) => ({
      ...document,
      state: outcome,
      settlement: { reason, note: note?.id ?? null, by: metadata.actor, at: metadata.recordedAt },
    }),
  },
};
