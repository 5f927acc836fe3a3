import { OUTBOX_TAG } from './outbox-lock.js';

/** Asks for Background Sync, where the browser has it: the worker then sends with no tab open. */
export async function wakeWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/portal');
  const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  // A browser may refuse it in settings; the next opening sends then.
  await sync?.register(OUTBOX_TAG).catch(() => undefined);
}
