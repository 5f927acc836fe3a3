/**
 * Runs in every browser since ES5, beside the page's own script. While that script does not run, it reloads the page every
 * 30 s. It reloads only when the server answers, so that a restart never leaves a browser's error page in a hall. It also
 * registers the service worker.
 */
export const WATCHDOG = `(function(){
function idle(){return !window.qorzhynBeat||new Date().getTime()-window.qorzhynBeat>60000}
function ask(){
if(!idle())return;
var r=new XMLHttpRequest();
r.open('GET',location.href,true);
r.timeout=20000;
r.onload=function(){if(r.status===200&&idle())location.reload();else fail()};
r.onerror=r.ontimeout=fail;
r.send();
}
function fail(){document.documentElement.className='page-stale'}
setInterval(ask,30000);
if(navigator.serviceWorker)navigator.serviceWorker.register('/sw.js').catch(function(){});
})();`;

/**
 * Service worker: without a network a reload shows the last page and not the browser's own error. Pages come
 * from the network first; files with a hash in their name come from the cache first.
 */
export const OFFLINE_WORKER = `
const KEPT = 'pages-1';
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(kept(event.request).then((found) => found || load(event.request)));
  else if (event.request.mode === 'navigate' && (pathname === '/' || pathname.startsWith('/screen/')))
    event.respondWith(load(event.request).catch(() => kept(event.request).then((found) => found || Response.error())));
});
const kept = (request) => caches.open(KEPT).then((cache) => cache.match(request));
async function load(request) {
  const response = await fetch(request);
  if (response.ok) {
    void keep(request, response.clone());
  }
  return response;
}
async function keep(request, response) {
  const cache = await caches.open(KEPT);
  await cache.put(request, response);
  // Files of earlier builds are the oldest entries.
  const entries = await cache.keys();
  for (const old of entries.slice(0, -100)) await cache.delete(old);
}
`;
