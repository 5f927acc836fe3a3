import type { components } from '../api/schema.d.ts';
import { api, bodyOf } from '../data/api.js';
import type { queryOf } from './filter.js';

export type ActionLine = components['schemas']['ActionSummary'];

const PAGE = 30;

/** One page of own actions, newest first. `complete` is false when there were too many to search all. */
export async function listActions(query: ReturnType<typeof queryOf>, offset: number) {
  const params = { query: { ...query, limit: PAGE, offset } };
  const { items, total, complete } = await bodyOf(api.GET('/api/action-summaries', { params }));
  return { items, total, complete, next: offset + items.length };
}
