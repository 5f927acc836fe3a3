import { createQuery } from '@tanstack/svelte-query';
import type { ChallengeItem } from '../../../projections/challenges/challenges.contract.js';
import type { ActionDetails } from '../../../src/actions/actions.contract.js';
import { api, bodyOf } from '../data/api.js';

/** One action of the own college. */
export const actionQuery = (id: () => string) =>
  createQuery(() => ({
    queryKey: ['action', id()],
    queryFn: () => bodyOf(api.GET('/api/actions/{id}', { params: { path: { id: id() } } })) as Promise<ActionDetails>,
    refetchInterval: 60_000,
  }));

/** Every challenge that is shown to the public. */
export const challengesQuery = () =>
  createQuery(() => ({
    queryKey: ['challenges'],
    queryFn: async () => (await bodyOf(api.GET('/api/challenges'))).items as ChallengeItem[],
  }));
