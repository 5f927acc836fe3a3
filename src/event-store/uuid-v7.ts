import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const pool = Buffer.allocUnsafe(POOL_BYTES);
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** The two bits that say RFC 9562 before six random ones. */
const variants = hex.slice(0x80, 0xc0);
let at = POOL_BYTES;
let last = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562, method 1 with a 12-bit counter): of one process each is greater than the one before, so an index
 * of them grows at its end. `now` is in milliseconds since the epoch.
 */
export function v7(now = Date.now()): string {
  if (at + 8 > POOL_BYTES) {
    randomFillSync(pool);
    at = 0;
  }
  if (now > last) {
    last = now;
    counter = pool.readUInt16BE(at) & 0x7ff;
  } else if (++counter > 0xfff) {
    last += 1;
    counter = 0;
  }
  const time = last.toString(16).padStart(12, '0');
  let tail = '';
  for (let end = at + 6; at < end; at += 1) tail += hex[pool[at]!];
  const variant = variants[pool[at]! & 63]!;
  const middle = hex[pool[at + 1]!];
  at += 2;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${middle}-${tail}`;
}
