import { createQuery } from '@tanstack/svelte-query';
import { api, bodyOf } from './api.js';

const MINUTE_MS = 60_000;
export const unreadKey = ['unread'] as const;

/** Unread notifications of the person. */
export const createUnread = () =>
  createQuery(() => ({
    queryKey: unreadKey,
    queryFn: async () => (await bodyOf(api.GET('/api/notifications', { params: { query: { limit: 1 } } }))).unread,
    refetchInterval: MINUTE_MS,
    // A count of the device may be older than what was read on another page.
    staleTime: 0,
  }));
