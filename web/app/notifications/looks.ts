import type { IconName } from '../components/icons.js';

type Look = 'plain' | 'yes' | 'no' | 'question' | 'waiting';

/** Kinds that the portal shows with a mark of their own; others are plain. */
const LOOKS: Readonly<Record<string, readonly [IconName, Look]>> = {
  question: ['flag', 'question'],
  approved: ['check', 'yes'],
  corrected: ['pencil', 'yes'],
  reclassified: ['pencil', 'yes'],
  rejected: ['cross', 'no'],
  lapsed: ['cross', 'no'],
  revoked: ['cross', 'no'],
  reopened: ['undo', 'waiting'],
  'dispute-resolved': ['scales', 'waiting'],
  'dispute-dismissed': ['scales', 'no'],
  'evidence-taken-down': ['trash', 'no'],
  'points-adjusted': ['chart', 'plain'],
  'lapse-soon': ['clock', 'question'],
  'dispute-ends-soon': ['clock', 'question'],
  'submissions-close-soon': ['clock', 'question'],
  rescheduled: ['calendar', 'plain'],
  'submissions-reopened': ['calendar', 'plain'],
  cancelled: ['cross', 'plain'],
};

export const lookOf = (kind: string): readonly [IconName, Look] => LOOKS[kind] ?? ['info', 'plain'];
