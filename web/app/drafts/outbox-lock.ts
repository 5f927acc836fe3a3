/** Name of the Web Lock under which one tab, or the service worker, sends. */
export const OUTBOX_LOCK = 'qorzhyn-outbox';
/** Tag of Background Sync: the browser wakes the worker when there is a network. */
export const OUTBOX_TAG = 'qorzhyn-outbox';
