import sharp from 'sharp';
import {
  afterHeader,
  CANARY,
  chunk,
  hostilePictures,
  scene,
  withMetadata,
} from '../../../test/support/hostile-pictures.js';
import { checkWebp, neededChunks } from './picture-structure.js';
import { RefusedFile } from './refused-file.js';

const bytesOf = async (name: string) => hostilePictures.find((one) => one.name === name)!.bytes();
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as RefusedFile).code;
  }
};

describe('neededChunks', () => {
  it('drops texts and keeps pixels, profile and EXIF', async () => {
    const plain = await withMetadata(scene(40, 30)).png().toBuffer();
    const laden = afterHeader(plain, chunk('tEXt', `Author\0${CANARY}`), chunk('zTXt', CANARY), chunk('prVt', CANARY));
    const needed = neededChunks(Buffer.concat([laden, Buffer.from(CANARY)]));
    expect(needed.includes('Author')).toBe(false);
    expect(needed.subarray(-8, -4).toString()).toBe('IEND');
    const [before, after] = await Promise.all([plain, needed].map((png) => sharp(png).raw().toBuffer()));
    expect(after!.equals(before!)).toBe(true);
    expect((await sharp(needed).metadata()).exif).toBeDefined();
  });

  it('refuses a file that is cut anywhere', async () => {
    const png = await scene(40, 30).png().toBuffer();
    for (let length = 8; length < png.length; length += 7)
      expect(codeOf(() => neededChunks(png.subarray(0, length)))).toBe('EVIDENCE_DAMAGED');
    expect(codeOf(() => neededChunks(png))).toBeNull();
  });

  it('refuses frames and too many chunks', async () => {
    const png = await scene(40, 30).png().toBuffer();
    expect(codeOf(() => neededChunks(afterHeader(png, chunk('acTL', Buffer.alloc(8)))))).toBe('EVIDENCE_ANIMATED');
    const many = Buffer.concat(Array.from({ length: 100_001 }, () => chunk('tEXt', '')));
    expect(codeOf(() => neededChunks(afterHeader(png, many)))).toBe('EVIDENCE_TOO_COMPLEX');
  });
});

describe('checkWebp', () => {
  it('takes a still picture and refuses frames', async () => {
    const still = await withMetadata(scene(40, 30)).webp().toBuffer();
    expect(codeOf(() => checkWebp(still))).toBeNull();
    const animated = await bytesOf('a WebP of 100,000 frames');
    expect(codeOf(() => checkWebp(animated))).toBe('EVIDENCE_ANIMATED');
  });

  it('refuses a file that is cut', async () => {
    const webp = await scene(40, 30).webp().toBuffer();
    for (let length = 13; length < webp.length; length += 5)
      expect(codeOf(() => checkWebp(webp.subarray(0, length)))).toBe('EVIDENCE_DAMAGED');
  });
});
