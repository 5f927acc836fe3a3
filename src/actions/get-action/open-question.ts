import type { ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { dayOf, daysAfter } from '../../events/day.js';

interface Asked {
  type: string;
  at: string;
}

/** The question that awaits an answer, with the last day for it; null = there is none. */
export function openQuestion<Step extends Asked>(
  { status, journal }: { status: string; journal: readonly Step[] },
  lapseDays: number | undefined,
): { step: Step; lapsesOn: string | null } | null {
  const step = journal.findLast(({ type }) => type === 'InformationRequested');
  if (status !== 'needs-info' || !step) return null;
  return { step, lapsesOn: lapseDays === undefined ? null : daysAfter(dayOf(step.at), lapseDays) };
}

/** Days after which questions lapse; undefined = never, also in a challenge that has ended. */
export const lapseDaysOf = ({ live }: Pick<ChallengeDocument, 'live'>): number | undefined =>
  live.state === 'open' || live.state === 'closed' ? live.rules?.lapseDays : undefined;
