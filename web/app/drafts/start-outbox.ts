import '../installing/install.svelte.js';
import { newVersion } from '../installing/new-version.svelte.js';
import { drafts } from './drafts.svelte.js';
import { outboxLoop } from './outbox-loop.js';

/** Loaded after the first page of the portal: drafts open, what waits is sent, the application can be opened offline. */
export async function startOutbox(accountId: string): Promise<void> {
  await drafts.open(accountId);
  outboxLoop.start(accountId);
  await newVersion.watch();
}
