import { createHash } from 'node:crypto';
import { readsLike } from '../names/name-keys.js';
import type { TextKind } from './vault.js';

/** Parameters that say who shared a link, not what it leads to. */
const SHARED_BY = /^(utm_\w+|fbclid|gclid|yclid|igsh|igshid|usp|si|share\w*|ref|from)$/i;

/** A link without scheme, `www.`, sharing parameters and last slash. The fragment stays only where it names a page. */
export function plainLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const { hostname, port, pathname, searchParams, hash } = new URL(link);
  const host = hostname.replace(/^(www|m)\./, '') + (port && `:${port}`);
  const wanted = [...searchParams].filter(([name]) => !SHARED_BY.test(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = String(new URLSearchParams(wanted));
  return [host, pathname.replace(/\/+$/, ''), query && `?${query}`, /^#[!/]/.test(hash) ? hash : ''].join('');
}

/** Equal for texts that mean the same: links to one page, spellings of one place. Empty = there is nothing to compare. */
export function matchKeyOf(kind: TextKind, value: object): Buffer {
  const { url, place } = value as { url?: string; place?: string };
  const text = kind === 'link' && url ? plainLink(url) : kind === 'details' && place ? readsLike(place) : '';
  return text === '' ? Buffer.alloc(0) : createHash('sha256').update(`${kind}\n${text}`).digest();
}
