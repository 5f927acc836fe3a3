import { createQuery } from '@tanstack/svelte-query';
import type { LocalisedText } from '../../../src/events/values.js';
import { api, bodyOf } from './api.js';

const MINUTES_10 = 600_000;

export interface ChallengeKinds {
  id: string;
  titles: LocalisedText;
  season: LocalisedText;
  /** By kind code, of the rules in force. */
  kinds: Record<string, LocalisedText>;
}

/** Challenges with the names of their kinds, newest first. */
export const createKinds = () =>
  createQuery(() => ({ queryKey: ['kinds'], queryFn: loadKinds, staleTime: MINUTES_10 }));

async function loadKinds(): Promise<ChallengeKinds[]> {
  const { items } = await bodyOf(api.GET('/api/challenges', { params: { query: { limit: 12 } } }));
  const all = await Promise.all(items.map(({ id }) => bodyOf(api.GET('/api/challenges/{id}', { params: { path: { id } } }))));
  return all.map(({ id, titles, season, rules }) => ({
    id,
    titles,
    season,
    kinds: Object.fromEntries(Object.entries(rules?.kinds ?? {}).map(([code, kind]) => [code, kind.titles ?? same(code)])),
  }));
}

const same = (code: string): LocalisedText => ({ kk: code, ru: code, en: code });

/** The name of a kind; its code when the rules do not have it. */
export const kindTitles = (all: readonly ChallengeKinds[] | undefined, challengeId: string, kind: string): LocalisedText =>
  all?.find(({ id }) => id === challengeId)?.kinds[kind] ?? same(kind);
