import { hash } from 'node:crypto';
import type { AppConfig } from '../config/environment.js';

/**
 * Headers of every response beside its content security policy; they depend on the settings alone. A route that may be cached
 * states its own `cache-control`, and `vary` where readers get different answers.
 */
export function securityHeaders({
  PUBLIC_URL,
  QORZHYN_HSTS_SUBDOMAINS: subdomains,
}: Pick<AppConfig, 'PUBLIC_URL' | 'QORZHYN_HSTS_SUBDOMAINS'>): Readonly<Record<string, string>> {
  const overTls = {
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': `max-age=31536000${subdomains === 'on' ? '; includeSubDomains' : ''}`,
  };
  return {
    ...(PUBLIC_URL?.startsWith('https:') ? overTls : {}),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  };
}

const inlineHashes = new Set<string>();
let policy: string | null = null;

/** The source expression of an inline script or style. */
export const inlineHash = (source: string): string => `'sha256-${hash('sha256', source, 'base64')}'`;

/** Allows one inline script or style of a page; `source` is what stands between its tags, byte for byte. */
export function allowInline(source: string): void {
  inlineHashes.add(inlineHash(source));
  policy = null;
}

/** A browser that is tricked into showing JSON as a page loads nothing and shows it in no frame. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** True under /api, except for the page of the API. */
export const isApiUrl = (url: string): boolean => /^\/api\/(?!docs(?:[/?]|$))/.test(url);

/** Files of a page get a short policy, because a slow network carries it with each of them. */
const isPart = (url: string): boolean => url.startsWith('/_app/immutable/');

export const contentSecurityOf = (url: string): string =>
  isApiUrl(url) || isPart(url) ? NO_PAGE : contentSecurityPolicy();

/** Pages load from this server alone; inline code runs only by its hash. */
export const contentSecurityPolicy = (): string => (policy ??= policyOf(inlineHashes));

function policyOf(inlineHashes: ReadonlySet<string>): string {
  const hashes = [...inlineHashes].join(' ');
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes}`.trim(),
    `style-src 'self' ${hashes}`.trim(),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
