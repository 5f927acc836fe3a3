import type { ClaimDocument } from './claims.contract.js';

/** Hints for a reviewer, never a refusal. The order is the order in which they are listed. */
export const FLAG_CODES = [
  'much-waste-a-person',
  'many-trees-a-person',
  'more-participants-than-students',
  'many-beneficiaries',
  'more-living-trees-than-planted',
  'same-kind-same-day',
  'overlapping-days',
  'many-kinds-one-day',
  'joint-action-in-full',
  'same-in-another-challenge',
  'same-link',
  'same-photo',
  'rejected-before',
  'grown-by-revision',
  'approved-far-above-claim',
  'approved-within-a-minute',
  'approved-after-reset',
  'reviewer-of-one-college',
  'reviewer-had-this-college',
] as const;

export type FlagCode = (typeof FLAG_CODES)[number];

export interface Flag {
  code: FlagCode;
  /** The numbers that raised it. */
  figures: Record<string, number>;
  /** The metric that it is about; null = none or several. */
  metric: string | null;
  /** The other actions concerned, by id, at most 20. A figure has their whole number. */
  actions: string[];
}

const NAMED_ACTIONS = 20;

export function flag(
  code: FlagCode,
  figures: Flag['figures'],
  { metric = null, claims = [] }: { metric?: string | null; claims?: readonly ClaimDocument[] } = {},
): Flag {
  return { code, figures, metric, actions: claims.slice(0, NAMED_ACTIONS).map(({ actionId }) => actionId) };
}
