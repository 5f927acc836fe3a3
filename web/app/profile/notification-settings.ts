import { createQuery } from '@tanstack/svelte-query';
import type { components } from '../api/schema.d.ts';
import { api, bodyOf } from '../data/api.js';

export type NotificationSettings = components['schemas']['NotificationSettings'];
export const settingsKey = ['notification-settings'] as const;

export const createSettings = () =>
  createQuery(() => ({ queryKey: settingsKey, queryFn: () => bodyOf(api.GET('/api/account/notifications')) }));
