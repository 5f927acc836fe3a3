import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Viewer } from '../../http/access.js';

/** Each answer makes new links, so a copied one soon ends. */
const LINK_MS = 600_000;
const SHAPE = /^([0-9a-f-]{36})\.(full|small)\.([0-9a-z]{1,9})\.([\w-]{43})$/;

export type Variant = 'full' | 'small';

/** A link for one account while it has this role and college. Its session is checked besides. */
export function linkToken(id: string, variant: Variant, viewer: Viewer, now: Date, key: Buffer): string {
  const until = Math.ceil((now.getTime() + LINK_MS) / 1000).toString(36);
  return `${id}.${variant}.${until}.${sign([id, variant, until], viewer, key)}`;
}

/** Null = forged, of somebody else, or too old. */
export function readLinkToken(
  token: string,
  viewer: Viewer,
  now: Date,
  key: Buffer,
): { id: string; variant: Variant } | null {
  const [, id, variant, until, given] = SHAPE.exec(token) ?? [];
  if (!id || !variant || !until || !given || parseInt(until, 36) * 1000 <= now.getTime()) return null;
  const expected = sign([id, variant, until], viewer, key);
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? { id, variant: variant as Variant } : null;
}

const sign = (parts: readonly string[], { accountId, role, collegeId }: Viewer, key: Buffer): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([...parts, accountId, role, collegeId]))
    .digest('base64url');
