import { createQueries } from '@tanstack/svelte-query';
import { api, bodyOf } from '../data/api.js';
import { session } from '../data/session.svelte.js';

/** Points of own approved actions by their id, in these challenges. */
export const createPointsOfActions = (challengeIds: () => readonly string[]) =>
  createQueries(() => ({
    queries: challengeIds().map((id) => ({
      queryKey: ['points-of-actions', id],
      queryFn: async () => {
        const path = { id, collegeId: session.viewer?.collegeId ?? '' };
        const { actions, unscored } = await bodyOf(
          api.GET('/api/challenges/{id}/colleges/{collegeId}/points', { params: { path } }),
        );
        return Object.fromEntries([
          ...actions.map(({ actionId, points, dayLimit }) => [actionId, dayLimit ? 0 : points] as const),
          ...unscored.map(({ actionId }) => [actionId, 0] as const),
        ]);
      },
    })),
    combine: (results) => Object.assign({}, ...results.map(({ data }) => data ?? {})) as Record<string, number>,
  }));
