import { createQuery } from '@tanstack/svelte-query';
import type { ChallengeItem } from '../../../projections/challenges/challenges.contract.js';
import type { components } from '../api/schema.d.ts';
import { api, bodyOf } from '../data/api.js';

export type ActionPage = components['schemas']['ActionPage'];

/** One action of the own college. */
export const actionQuery = (id: () => string) =>
  createQuery(() => ({
    queryKey: ['action', id()],
    queryFn: () => bodyOf(api.GET('/api/actions/{id}', { params: { path: { id: id() } } })),
    refetchInterval: 60_000,
  }));

/** Every challenge that is shown to the public. */
export const challengesQuery = () =>
  createQuery(() => ({
    queryKey: ['challenges'],
    queryFn: async () => (await bodyOf(api.GET('/api/challenges'))).items as ChallengeItem[],
  }));
