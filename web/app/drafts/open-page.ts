import type { Viewer } from '../data/session.svelte.js';
import { actionWords } from '../words/action.js';
import { draftWords } from '../words/drafts.js';
import { openWords } from '../words/language.svelte.js';
import { metrics } from '../words/metrics.js';
import { drafts } from './drafts.svelte.js';

/** Data of the portal's layout. */
export interface PortalData {
  viewer?: Viewer;
}

/** `load` of the pages about drafts. */
export async function openDrafts(portal: Promise<PortalData>): Promise<void> {
  const [{ viewer }] = await Promise.all([portal, openWords(draftWords, actionWords, metrics)]);
  if (viewer) await drafts.open(viewer.accountId);
}
