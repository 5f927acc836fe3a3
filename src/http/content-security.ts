import { createHash } from 'node:crypto';

const inlineHashes = new Set<string>();
let policy: string | null = null;

/** Allows one inline script or style of a page; `source` is what stands between its tags, byte for byte. */
export function allowInline(source: string): void {
  inlineHashes.add(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  policy = null;
}

/** A browser that is tricked into showing JSON as a page loads nothing and shows it in no frame. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** True under /api, except for the page of the API. */
export const isForPrograms = (url: string): boolean => /^\/api\/(?!docs(?:[/?]|$))/.test(url);

export const contentSecurityOf = (url: string): string => (isForPrograms(url) ? NO_PAGE : contentSecurityPolicy());

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
