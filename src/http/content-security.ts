import { createHash } from 'node:crypto';

const inlineHashes = new Set<string>();
let policy: string | null = null;

/** Lets one inline script or style run: the page's own, byte for byte as it stands between the tags. */
export function allowInline(source: string): void {
  inlineHashes.add(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  policy = null;
}

/** What is no page loads nothing and is framed by nobody, should a browser be brought to show it as one. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** All answers for programs, that is under /api but for the page that shows the interface. */
const forPrograms = /^\/api\/(?!docs(?:[/?]|$))/;

export const contentSecurityOf = (url: string): string => (forPrograms.test(url) ? NO_PAGE : contentSecurityPolicy());

/** Where a page may load from: this server alone. Inline code only by its hash. */
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
