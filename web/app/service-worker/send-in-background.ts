/// <reference lib="webworker" />
import { draftStore } from '../drafts/draft-store.js';
import { FetchStack } from '../drafts/fetch-stack.js';
import { Outbox } from '../drafts/outbox.js';
import { OUTBOX_LOCK } from '../drafts/outbox-lock.js';
import { outboxServer } from '../drafts/outbox-server.js';
import { tell } from '../drafts/notices.js';
import { uploadFile } from '../drafts/upload.js';

declare const self: ServiceWorkerGlobalScope;

/** Sends what waits while no tab is open. Throws while something is left, so that the browser wakes the worker again. */
export async function sendInBackground(): Promise<void> {
  // A tab sends with progress bars.
  tell({ kind: 'wanted' });
  if ((await self.clients.matchAll({ type: 'window' })).some(({ visibilityState }) => visibilityState === 'visible'))
    return;
  const outbox = new Outbox(draftStore, outboxServer, (...file) => uploadFile(...file, new FetchStack()));
  const end = await navigator.locks.request(OUTBOX_LOCK, { ifAvailable: true }, async (lock) => {
    const account = lock && (await outboxServer.account());
    return account ? outbox.pass(account, new AbortController().signal) : 'done';
  });
  if (end === 'later' || end === 'no-answer') throw new Error('reports are left to send');
}
