/** Side of the grey picture that is hashed. */
export const HASH_SIDE = 32;
const LOW = 8;
/** A picture with less contrast has no features to compare, in steps of grey. */
const LEAST_DEVIATION = 4;

const COSINES = Array.from({ length: LOW + 1 }, (_, frequency) =>
  Array.from({ length: HASH_SIDE }, (_, n) => Math.cos(((2 * n + 1) * frequency * Math.PI) / (2 * HASH_SIDE))),
);

/**
 * The perceptual hash (pHash) of a picture of 32 × 32 grey values: 64 bits in hex. Each bit tells if one of 64 low frequencies is above their
 * median. Null = the picture has no contrast.
 */
export function perceptualHash(grey: Uint8Array): string | null {
  if (grey.length !== HASH_SIDE * HASH_SIDE) throw new RangeError('a perceptual hash needs 32 × 32 grey values');
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length;
  if (Math.sqrt(variance) < LEAST_DEVIATION) return null;
  // The first row and column of frequencies hold brightness and gradients of light.
  const rows = COSINES.slice(1).map((cosine) =>
    Array.from({ length: HASH_SIDE }, (_, y) =>
      cosine.reduce((sum, factor, x) => sum + factor * grey[y * HASH_SIDE + x]!, 0),
    ),
  );
  const values = rows.flatMap((row) =>
    COSINES.slice(1).map((cosine) => cosine.reduce((sum, factor, y) => sum + factor * row[y]!, 0)),
  );
  const sorted = values.toSorted((a, b) => a - b);
  const median = (sorted[31]! + sorted[32]!) / 2;
  const bits = values.reduce((sum, value) => (sum << 1n) | (value > median ? 1n : 0n), 0n);
  return bits.toString(16).padStart(16, '0');
}

/** Largest distance of a photo from its scaled, compressed or slightly cropped copy. */
export const SAME_PICTURE_BITS = 10;

/** The number of bits in which two hashes differ. Throws RangeError for a text that is no hash. */
export function hammingDistance(one: string, other: string): number {
  if (!/^[0-9a-f]{16}$/.test(one) || !/^[0-9a-f]{16}$/.test(other)) throw new RangeError('not a perceptual hash');
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let distance = 0;
  for (; bits > 0n; bits &= bits - 1n) distance += 1;
  return distance;
}
