import { createQuery } from '@tanstack/svelte-query';
import { api, bodyOf } from './api.js';
import { session } from './session.svelte.js';

const HOUR_MS = 3_600_000;

/** The college of the signed-in person; asks nothing for people without one. */
export const createOwnCollege = () =>
  createQuery(() => {
    const id = session.viewer?.collegeId ?? '';
    return {
      queryKey: ['college', id],
      queryFn: () => bodyOf(api.GET('/api/colleges/{id}', { params: { path: { id } } })),
      enabled: id !== '',
      staleTime: HOUR_MS,
    };
  });
