import { createQuery } from '@tanstack/svelte-query';

/** Unread notifications of the person. */
export const createUnread = () => createQuery(() => ({ queryKey: ['unread'], queryFn: () => 0, enabled: false }));
