/// <reference no-default-lib="true"/>
/// <reference lib="es2024" />
/// <reference lib="webworker" />
import { immutable, assets } from '$app/manifest';
import { NavigationRoute, Serwist } from 'serwist';
import { OUTBOX_TAG } from '../drafts/outbox-lock.js';
import { sendInBackground } from './send-in-background.js';
import { openNotification, showPush } from './push.js';

declare const self: ServiceWorkerGlobalScope;

/** The build writes these, because it cuts the start script out of the shell after it has built this worker. */
const SHELL = { url: '/_app/shell.html', revision: '%shell-revision%' };
const START = '/_app/immutable/%shell-start%';
/** Static files change under their names. */
const statics = assets.map(({ path }) => ({ url: `/${path.replace(/^\//, '')}`, revision: SHELL.revision }));

const serwist = new Serwist({
  precacheEntries: [
    SHELL,
    { url: START, revision: null },
    ...immutable.map(({ path }) => ({ url: `/${path.replace(/^\//, '')}`, revision: null })),
    ...statics,
  ],
  precacheOptions: { cleanupOutdatedCaches: true, concurrency: 3 },
  // A new version waits until no tab is writing; a tab then says so.
  skipWaiting: false,
  clientsClaim: true,
  disableDevLogs: true,
});
// Pages begin with the shell of the device, so they open at once and without a network. Requests to /api pass.
serwist.registerRoute(
  new NavigationRoute(serwist.createHandlerBoundToUrl(SHELL.url), { allowlist: [/^\/portal(?:[/?]|$)/] }),
);
serwist.addEventListeners();

self.addEventListener('message', ({ data }) => {
  if (data === 'activate') void self.skipWaiting();
});
self.addEventListener('sync', (event) => {
  if (event.tag === OUTBOX_TAG) event.waitUntil(sendInBackground());
});
self.addEventListener('push', (event) => event.waitUntil(showPush(event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(openNotification(event.notification)));
