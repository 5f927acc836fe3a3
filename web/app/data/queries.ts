import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister';
import { QueryCache, QueryClient, MutationCache } from '@tanstack/svelte-query';
import { type DBSchema, openDB } from 'idb';
import { ApiProblem, NoAnswer } from './api.js';
import { network } from './network.svelte.js';
import { session } from './session.svelte.js';

const DAY_MS = 86_400_000;
/** Answers older than this are not shown without a network. */
const KEPT_MS = 14 * DAY_MS;

interface Answers extends DBSchema {
  answers: { key: string; value: string };
}

const database = () =>
  openDB<Answers>('qorzhyn-answers', 1, { upgrade: (created) => void created.createObjectStore('answers') });

const settled = (error?: unknown): void => {
  if (error instanceof NoAnswer) network.failed();
  else network.answered();
  if (error instanceof ApiProblem && error.status === 401) session.hasEnded = true;
};

/** One client for the application. A refusal is final; a missing answer is asked for again. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: settled, onSuccess: () => settled() }),
  mutationCache: new MutationCache({ onError: settled, onSuccess: () => settled() }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      gcTime: KEPT_MS,
      // A phone's clock may be wrong, so the age of an answer never keeps a page from asking.
      refetchOnMount: 'always',
      refetchOnWindowFocus: 'always',
      refetchOnReconnect: 'always',
      retry: (count, error) => error instanceof NoAnswer && navigator.onLine && count < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Keeps answers on the device. `accountId` separates people who share a device. */
export const answersOnDevice = (accountId: string) => ({
  maxAge: KEPT_MS,
  buster: accountId,
  persister: createAsyncStoragePersister({
    key: 'answers',
    storage: {
      getItem: async (key) => (await database()).get('answers', key),
      setItem: async (key, value) => void (await (await database()).put('answers', value, key)),
      removeItem: async (key) => (await database()).delete('answers', key),
    },
  }),
});

/** At a sign-out: the next person must not see these answers. */
export async function forgetAnswers(): Promise<void> {
  queryClient.clear();
  await (await database()).clear('answers');
}
