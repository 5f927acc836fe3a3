import { createHash } from 'node:crypto';

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

/** For the Content-Security-Policy: the watchdog is an inline script. */
export const WATCHDOG_HASH = `'sha256-${createHash('sha256').update(WATCHDOG).digest('base64')}'`;
