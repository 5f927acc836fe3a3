const SOI = 0xd8;
const SOS = 0xda;
const ADOBE = 0xee;
/** Markers without a length. */
const BARE = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
const isMetadata = (marker: number) => (marker >= 0xe0 && marker <= 0xef && marker !== ADOBE) || marker === 0xfe;

/**
 * A JPEG without application segments and comments, thus without EXIF, XMP, IPTC and profile; the pixels stay as they are. Adobe's
 * segment stays, because it tells the colours. Bytes after the end go too. Null = the segments cannot be followed.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || BARE(marker)) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (end > bytes.length || end < at + 4) return null;
    const next = marker === SOS ? endOfScan(bytes, end) : end;
    if (!isMetadata(marker)) parts.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) {
      parts.push(bytes.subarray(at, at + 2));
      return Buffer.concat(parts);
    }
  }
  return null;
}

/** The next marker that is not part of the compressed data. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const marker = bytes[at + 1]!;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return bytes.length;
}
