import { writeFile } from 'node:fs/promises';
import sharp, { type Metadata, type OutputInfo } from 'sharp';
import type { Taken } from './cleaned-file.js';
import type { FileKind } from './file-kind.js';
import { HEIC_SAMPLE } from './heic-sample.js';
import { LIMITS, SIDES } from './intake-limits.js';
import { HASH_SIDE, perceptualHash } from './perceptual-hash.js';
import { takenFrom } from './picture-hint.js';
import { RefusedFile } from './refused-file.js';

export interface CleanedPicture {
  width: number;
  height: number;
  perceptualHash: string | null;
  taken: Taken;
}

const MEGAPIXEL = 1_000_000;
const INPUT = { limitInputPixels: LIMITS.pixels, failOn: 'error', sequentialRead: true } as const;

/** One thread, no memory of earlier files, and only the decoders that the allow-list needs. */
export function limitDecoders(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  const decoders = ['Jpeg', 'Png', 'Webp', 'Heif'];
  sharp.unblock({
    operation: decoders.flatMap((name) => [`VipsForeignLoad${name}File`, `VipsForeignLoad${name}Buffer`]),
  });
}

let heicDecoder: Promise<boolean> | undefined;

/** True when this build of the library decodes HEIC; most contain only the patent-free AVIF. */
export function decodesHeic(): Promise<boolean> {
  heicDecoder ??= sharp(HEIC_SAMPLE)
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );
  return heicDecoder;
}

/**
 * Decodes a picture and encodes its pixels again, upright and in sRGB: nothing but pixels survives. Writes the picture and a thumbnail.
 * Throws RefusedFile.
 */
export async function cleanPicture(
  input: string | Buffer,
  kind: Exclude<FileKind, 'pdf'>,
  target: { picture: string; thumbnail: string },
): Promise<CleanedPicture> {
  if (kind === 'heic' && !(await decodesHeic())) throw new RefusedFile('EVIDENCE_HEIC');
  const metadata = await sharp(input, { ...INPUT, limitInputPixels: false })
    .metadata()
    .catch(asDamaged);
  requireStill(metadata, kind);
  const pixels = await sharp(input, { ...INPUT, autoOrient: true })
    .resize(SIDES.picture, SIDES.picture, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(asDamaged);
  await writeJpeg(pixels, SIDES.picture, 82, target.picture);
  await writeJpeg(pixels, SIDES.thumbnail, 75, target.thumbnail);
  const grey = await again(pixels).greyscale().resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' }).raw().toBuffer();
  const { width, height } = pixels.info;
  return { width, height, perceptualHash: perceptualHash(grey), taken: takenFrom(metadata.exif) };
}

interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

const again = ({ data, info: { width, height, channels } }: Pixels) =>
  sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });

/** Throws when anything but the picture stands in the file that it wrote. */
async function writeJpeg(pixels: Pixels, side: number, quality: number, target: string): Promise<void> {
  const bytes = await again(pixels)
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
  const { exif, xmp, iptc, icc, comments } = await sharp(bytes).metadata();
  if (exif ?? xmp ?? iptc ?? icc ?? comments) throw new Error('an encoded picture has metadata');
  await writeFile(target, bytes, { flag: 'wx', mode: 0o600 });
}

function requireStill(metadata: Metadata, kind: FileKind): void {
  const { width = 0, height = 0, pages = 1, isProgressive = false } = metadata;
  if (pages > 1 && kind === 'webp') throw new RefusedFile('EVIDENCE_ANIMATED');
  const most = isProgressive || kind === 'webp' || kind === 'heic' ? LIMITS.wholePixels : LIMITS.pixels;
  if (width * height > most) throw new RefusedFile('EVIDENCE_TOO_MANY_PIXELS', { megapixels: most / MEGAPIXEL });
}

function asDamaged(): never {
  throw new RefusedFile('EVIDENCE_DAMAGED');
}
