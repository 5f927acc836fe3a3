import type { ActionDetails, ActionStep } from '../../../src/actions/actions.contract.js';

type Look = 'happened' | 'yes' | 'no' | 'question' | 'now';

/** A number that a decision settled: claimed by the college and verified by the reviewer; null = not reported. */
export interface SettledNumber {
  metric: string;
  claimed: number | null;
  verified: number | null;
}

/** One thing that happened to an action, as its college sees it. */
export interface TimelineStep {
  key: string;
  at: string;
  /** Key of its title in the words of the page; null = the words of the server. */
  title: StepTitle | null;
  look: Look;
  step: ActionStep;
  /** Numbers that differ from the claim, or all of them; empty = the step settles none. */
  numbers: SettledNumber[];
}

export type StepTitle =
  | 'submitted'
  | 'answered'
  | 'revised'
  | 'fileAdded'
  | 'fileTakenDown'
  | 'asked'
  | 'approved'
  | 'approvedCorrected'
  | 'rejected'
  | 'revoked'
  | 'corrected'
  | 'withdrawn'
  | 'lapsed'
  | 'reclassified'
  | 'reopened'
  | 'disputed'
  | 'disputeWithdrawn'
  | 'disputeDismissed'
  | 'disputeUpheld';

const titles: Readonly<Record<string, [StepTitle, Look]>> = {
  ActionSubmitted: ['submitted', 'happened'],
  ActionRevised: ['revised', 'happened'],
  EvidenceAttached: ['fileAdded', 'happened'],
  EvidenceTakenDown: ['fileTakenDown', 'happened'],
  InformationRequested: ['asked', 'question'],
  ActionApproved: ['approved', 'yes'],
  ActionRejected: ['rejected', 'no'],
  ApprovalRevoked: ['revoked', 'no'],
  ActionCorrected: ['corrected', 'yes'],
  ActionWithdrawn: ['withdrawn', 'no'],
  ActionLapsed: ['lapsed', 'no'],
  ActionReclassified: ['reclassified', 'yes'],
  DecisionReopened: ['reopened', 'happened'],
  DecisionDisputed: ['disputed', 'happened'],
  DisputeWithdrawn: ['disputeWithdrawn', 'happened'],
  DisputeDismissed: ['disputeDismissed', 'no'],
};

/** The story of an action, oldest first. A revision that follows a question is its answer. */
export function timelineOf(action: Pick<ActionDetails, 'journal' | 'claimed'>): TimelineStep[] {
  let isAsked = false;
  return action.journal.map((step) => {
    const numbers = step.verified === null ? [] : settled(action.claimed, step.verified);
    const common = { key: step.eventId, at: step.at, step, numbers };
    const [title = null, look = 'happened'] = titles[step.type] ?? [];
    const wasAsked = isAsked;
    isAsked = step.type === 'InformationRequested' || (isAsked && step.type !== 'ActionRevised');
    if (step.type === 'ActionRevised' && wasAsked) return { ...common, title: 'answered', look };
    if (step.type === 'ActionApproved' && numbers.some(isChanged))
      return { ...common, title: 'approvedCorrected', look };
    if (step.type === 'DisputeResolved')
      return { ...common, title: 'disputeUpheld', look: step.verified === null ? 'no' : 'yes' };
    return { ...common, title, look };
  });
}

/** True where the reviewer verified another number than the college claimed. */
export const isChanged = ({ claimed, verified }: SettledNumber): boolean => claimed !== verified;

function settled(claimed: ActionDetails['claimed'], verified: Readonly<Record<string, number>>): SettledNumber[] {
  const metrics = [...new Set([...Object.keys(claimed), ...Object.keys(verified)])];
  return metrics.map((metric) => ({
    metric,
    claimed: claimed[metric]?.value ?? null,
    verified: verified[metric] ?? null,
  }));
}
