import type { ActionDetails } from '../../../src/actions/actions.contract.js';
import { api, bodyOf } from '../data/api.js';
import type { queryOf } from './filter.js';

const PAGE = 30;

/** One page of own actions, newest first. */
export async function listActions(query: ReturnType<typeof queryOf>, offset: number) {
  const params = { query: { ...query, limit: PAGE, offset } };
  const { items, total } = await bodyOf(api.GET('/api/actions', { params }));
  return { items: items as ActionDetails[], total, next: offset + items.length };
}
