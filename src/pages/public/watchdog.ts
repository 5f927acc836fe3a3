import { createHash } from 'node:crypto';

/**
 * Runs in every browser since ES5, before and beside the page's own script. Where that script does not run, or has stopped, the
 * page is loaded anew every 30 s; but only when the server answers, so that a restart never leaves a browser's error page in a hall.
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
})();`;

/** For the Content-Security-Policy: script-src must name this, as the watchdog stands in the page itself. */
export const WATCHDOG_HASH = `'sha256-${createHash('sha256').update(WATCHDOG).digest('base64')}'`;
