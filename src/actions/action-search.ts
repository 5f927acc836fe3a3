import { Injectable } from '@nestjs/common';
import type { ClaimDocument } from '../../projections/claims/claims.contract.js';
import { claimsProjection } from '../../projections/claims/claims.projection.js';
import { reviewQueueProjection, type ActionDocument } from '../../projections/review-queue/review-queue.projection.js';
import { actionsOf } from '../challenges/index.js';
import { DomainError } from '../event-store/domain-error.js';
import { type Page, pageIn } from '../http/paging.js';
import { type Fields, type ListOptions, ReadModel } from '../projector/read-model.js';
import { Vault } from '../vault/vault.js';
import type { Actor } from './action.js';
import type { ActionFilter } from './actions.contract.js';
import { FlagLookup } from './flag-lookup.js';
import { KindTitles } from './kind-titles.js';
import { searchFor } from './search-words.js';

export interface FoundActions {
  actions: ActionDocument[];
  total: number;
  /** False = words were looked for in the newest actions only. */
  complete: boolean;
}

/** A search reads the words of this many actions at most, so that it stays quick. */
const SEARCHED = 2_000;
const SEARCHED_FIELDS = ['challengeId', 'receipt', 'kind', 'doneFrom', 'doneOn', 'details'] as const;
const NOTHING: FoundActions = { actions: [], total: 0, complete: true };

/** Finds actions by filter and words. A coordinator finds those that count for the own college, and no others. */
@Injectable()
export class ActionSearch {
  constructor(
    private readonly documents: ReadModel,
    private readonly vault: Vault,
    private readonly flags: FlagLookup,
    private readonly titles: KindTitles,
  ) {}

  /** Throws forbidden NOT_YOUR_COLLEGE. */
  async find(filter: ActionFilter, viewer: Actor): Promise<FoundActions> {
    const { limit, offset, flag, q = '' } = filter;
    const isCoordinator = viewer.role === 'coordinator';
    if (isCoordinator && viewer.collegeId !== (filter.collegeId ?? viewer.collegeId))
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    if (isCoordinator && flag) return NOTHING;
    const options = await this.optionsOf(filter, isCoordinator ? (viewer.collegeId ?? '') : filter.collegeId);
    if (flag || q.trim() !== '') return this.narrowed(options, filter);
    const page = { ...options, limit, offset };
    const { items, total } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, page);
    return { actions: items.map(({ body }) => body), total, complete: true };
  }

  private async optionsOf(filter: ActionFilter, collegeId: string | undefined): Promise<ListOptions> {
    const { challengeId, pending, disputed, kind, receipt, status, from, to } = filter;
    const given = Object.entries({ challengeId, pending, disputed, kind, receipt });
    const sort = filter.sort ?? (pending ? 'submitted' : '-submitted');
    return {
      where: Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Fields,
      whereAny: collegeId === undefined ? undefined : await actionsOf(this.documents, collegeId),
      ...(status ? { oneOf: { field: 'status', texts: status } } : {}),
      ...(from !== undefined || to !== undefined ? { between: { field: 'doneOn', from, to } } : {}),
      orderBy: sort.endsWith('done') ? 'doneOn' : 'submittedAt',
      descending: sort.startsWith('-'),
    };
  }

  /** Flags depend on other actions, and words are in the vault: both are compared action by action. */
  private async narrowed(options: ListOptions, filter: ActionFilter): Promise<FoundActions> {
    const byWords = await this.byWords(options, filter.q ?? '');
    const keys = filter.flag ? await this.flagged(filter.flag, byWords.keys) : byWords.keys;
    const { items, total } = pageIn(keys, filter satisfies Page);
    const found = await this.documents.bodies<ActionDocument>(reviewQueueProjection.name, items);
    return { actions: items.flatMap((key) => found.get(key) ?? []), total, complete: byWords.complete };
  }

  private async byWords(options: ListOptions, q: string): Promise<{ keys: string[]; complete: boolean }> {
    const isSearch = q.trim() !== '';
    const { items, total } = await this.documents.list<Pick<ActionDocument, (typeof SEARCHED_FIELDS)[number]>>(
      reviewQueueProjection.name,
      { ...options, fields: isSearch ? SEARCHED_FIELDS : [], ...(isSearch && { limit: SEARCHED }) },
    );
    if (!isSearch) return { keys: items.map(({ key }) => key), complete: true };
    const words = await this.vault.get(items.flatMap(({ body }) => body.details ?? []));
    const titles = await this.titles.all();
    const isFound = searchFor(q);
    const keys = items.flatMap(({ key, body }) => {
      const { place = '', description = '' } = (words.get(body.details ?? '') ?? {}) as Record<string, string>;
      const one = { ...body, titles: titles(body), texts: [place, description] };
      return isFound(one) ? [key] : [];
    });
    return { keys, complete: total <= SEARCHED };
  }

  private async flagged(flag: string, keys: readonly string[]): Promise<string[]> {
    const claims = await this.documents.bodies<ClaimDocument>(claimsProjection.name, keys);
    const flags = await this.flags.of([...claims.values()]);
    return keys.filter((key) => flags.get(key)?.some(({ code }) => flag === 'any' || code === flag));
  }
}
