import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const pool = Buffer.allocUnsafe(POOL_BYTES);
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
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
  const random = pool.subarray(at, (at += 8));
  const tail = Array.from(random, (byte) => hex[byte]).join('');
  const variant = '89ab'[random[0]! & 3]!;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
}
