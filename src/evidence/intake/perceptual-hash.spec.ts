import sharp from 'sharp';
import { scene } from '../../../test/support/hostile-pictures.js';
import { HASH_SIDE, hammingDistance, perceptualHash, SAME_PICTURE_BITS } from './perceptual-hash.js';

const hashOf = async (picture: sharp.Sharp) => {
  const bytes = await picture.png().toBuffer();
  const grey = sharp(bytes).greyscale().resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' });
  return perceptualHash(await grey.raw().toBuffer())!;
};
const again = async (picture: sharp.Sharp) => sharp(await picture.png().toBuffer());

describe('perceptualHash', () => {
  it.each([1, 2, 3, 4, 5, 6])('stays close when photo %d is scaled, compressed, lit or cropped', async (seed) => {
    const original = await hashOf(scene(640, 480, seed));
    const fresh = () => again(scene(640, 480, seed));
    const copies = [
      (await fresh()).resize(320, 240),
      sharp(await (await fresh()).jpeg({ quality: 35 }).toBuffer()),
      (await fresh()).linear(0.8, 10),
      (await fresh()).greyscale(),
      (await fresh()).extract({ left: 6, top: 5, width: 628, height: 470 }),
    ];
    for (const copy of copies)
      expect(hammingDistance(original, await hashOf(copy))).toBeLessThanOrEqual(SAME_PICTURE_BITS);
  });

  it('is far away for other photos', async () => {
    const hashes = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => hashOf(scene(640, 480, seed))));
    const distances = hashes.flatMap((one, n) => hashes.slice(n + 1).map((other) => hammingDistance(one, other)));
    expect(Math.min(...distances)).toBeGreaterThan(SAME_PICTURE_BITS);
  });

  it('is null for a picture without contrast', () => {
    expect(perceptualHash(new Uint8Array(1_024).fill(200))).toBeNull();
    expect(() => perceptualHash(new Uint8Array(10))).toThrow(RangeError);
  });

  it('has 16 digits, with leading zeros', () => {
    const grey = Uint8Array.from({ length: 1_024 }, (_, n) => (n % HASH_SIDE) * 8);
    expect(perceptualHash(grey)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('hammingDistance', () => {
  it('counts the bits that differ', () => {
    expect(hammingDistance('0000000000000000', '0000000000000000')).toBe(0);
    expect(hammingDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(hammingDistance('8000000000000001', '0000000000000003')).toBe(2);
  });

  it('refuses a text that is no hash', () => {
    expect(() => hammingDistance('0', '0000000000000000')).toThrow(RangeError);
    expect(() => hammingDistance('0000000000000000', 'g000000000000000')).toThrow(RangeError);
  });
});
