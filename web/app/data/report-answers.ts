import type { LimitsUsed } from '../../../projections/standings/points-preview.js';
import type { ActionDetails } from '../../../src/actions/actions.contract.js';
import type { ChallengeDetails } from '../../../src/challenges/challenges.contract.js';
import { api, bodyOf } from './api.js';
import { queryClient } from './queries.js';

export type ReportChallenge = ChallengeDetails;
export type ReportedAction = ActionDetails;
export interface ReportLimits extends LimitsUsed {
  open: { actionId: string; kind: string; doneOn: string }[];
}

const MINUTE_MS = 60_000;

const challengeOf = (id: string): Promise<ReportChallenge> =>
  bodyOf(api.GET('/api/challenges/{id}', { params: { path: { id } } })) as Promise<ReportChallenge>;

/** Challenges that take reports or will, with rules and entrants. */
export const reportChallenges = () => ({
  queryKey: ['report', 'challenges'],
  staleTime: MINUTE_MS,
  queryFn: async () => {
    const { items } = await bodyOf(api.GET('/api/challenges', { params: { query: { limit: 100 } } }));
    return Promise.all(
      items.filter(({ state }) => state === 'open' || state === 'announced').map(({ id }) => challengeOf(id)),
    );
  },
});

/** One challenge: an answer to a question is also taken after its end. */
export const reportChallenge = (id: string) => ({
  queryKey: ['report', 'challenge', id],
  staleTime: MINUTE_MS,
  queryFn: () => challengeOf(id),
});

/** Limits of a challenge, with what the college has used of them. */
export const reportLimits = (id: string, collegeId: string) => ({
  queryKey: ['report', 'limits', id, collegeId],
  staleTime: MINUTE_MS,
  queryFn: (): Promise<ReportLimits> =>
    bodyOf(api.GET('/api/challenges/{id}/colleges/{collegeId}/limits', { params: { path: { id, collegeId } } })),
});

export const reportedAction = (id: string) => ({
  queryKey: ['report', 'action', id],
  queryFn: () => bodyOf(api.GET('/api/actions/{id}', { params: { path: { id } } })) as Promise<ReportedAction>,
});

/** Asks for all that the form needs, so that it opens without a network later. A failure is of no consequence. */
export async function prefetchReport(collegeId: string): Promise<void> {
  const challenges = await queryClient.fetchQuery(reportChallenges()).catch(() => []);
  for (const { id, state } of challenges)
    if (state === 'open') void queryClient.prefetchQuery(reportLimits(id, collegeId));
}
