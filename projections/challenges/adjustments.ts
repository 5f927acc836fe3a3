import type { EventNamed } from '../projection.js';

export interface Adjustment {
  id: string;
  collegeId: string;
  points: number;
  /** Reason code. */
  reason: string;
  /** Vault id. */
  note: string | null;
  /** `made` = by one organiser alone. */
  state: 'proposed' | 'made' | 'confirmed' | 'declined';
  by: string;
  at: string;
  /** Decision of the second organiser; null = none was needed, or none has decided yet. */
  decision: { by: string; at: string; reason: string | null } | null;
}

type Adjustments = readonly Adjustment[];

function added(
  { id, metadata, data }: EventNamed<'AdjustmentProposed' | 'PointsAdjusted'>,
  state: Adjustment['state'],
): Adjustment {
  const { adjustmentId = id, collegeId, points, reason, note } = data;
  const { actor: by, recordedAt: at } = metadata;
  return { id: adjustmentId, collegeId, points, reason, note: note?.id ?? null, state, by, at, decision: null };
}

function decided(
  all: Adjustments,
  { metadata, data }: EventNamed<'AdjustmentDeclined' | 'PointsAdjusted'>,
  state: Adjustment['state'],
  reason: string | null,
): Adjustment[] {
  const decision = { by: metadata.actor, at: metadata.recordedAt, reason };
  return all.map((one) => (one.id === data.adjustmentId ? { ...one, state, decision } : one));
}

export const withProposed = (all: Adjustments, event: EventNamed<'AdjustmentProposed'>): Adjustment[] => [
  ...all,
  added(event, 'proposed'),
];

/** The confirmation of a proposal, or an adjustment that needed none. */
export const withAdjusted = (all: Adjustments, event: EventNamed<'PointsAdjusted'>): Adjustment[] =>
  all.some(({ id }) => id === event.data.adjustmentId)
    ? decided(all, event, 'confirmed', null)
    : [...all, added(event, 'made')];

export const withDeclined = (all: Adjustments, event: EventNamed<'AdjustmentDeclined'>): Adjustment[] =>
  decided(all, event, 'declined', event.data.reason);
