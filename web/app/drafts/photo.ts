import { exifOf, withExif } from './exif.js';

const LONGEST = 2_048;
const QUALITY = 0.85;
const THUMB = { longest: 320, quality: 0.7 };
/** A small photo stays as it is: another encoding only makes it worse. */
const SMALL_BYTES = 1_500_000;

export interface ReadPhoto {
  type: string;
  data: ArrayBuffer;
  thumb: ArrayBuffer | null;
  width: number | null;
  height: number | null;
}

/**
 * Shrinks a photo to 2,048 pixels at its longest side, upright. Documents, and pictures that this browser cannot decode (HEIC), stay
 * as they are. Throws when the file cannot be read.
 */
export async function readPhoto(file: File): Promise<ReadPhoto> {
  const original = await file.arrayBuffer();
  const asIs = { type: file.type, data: original, thumb: null, width: null, height: null };
  if (!file.type.startsWith('image/')) return asIs;
  const bitmap = await createImageBitmap(new Blob([original], { type: file.type }), {
    imageOrientation: 'from-image',
  }).catch(() => null);
  if (!bitmap) return asIs;
  try {
    const thumb = await drawn(bitmap, THUMB.longest, THUMB.quality);
    const { width, height } = bitmap;
    const isSmall = Math.max(width, height) <= LONGEST && original.byteLength <= SMALL_BYTES;
    if (isSmall && file.type === 'image/jpeg') return { ...asIs, thumb: thumb.data, width, height };
    const shrunk = await drawn(bitmap, LONGEST, QUALITY);
    const exif = exifOf(new Uint8Array(original));
    const data = exif ? withExif(new Uint8Array(shrunk.data), exif) : shrunk.data;
    return { ...shrunk, type: 'image/jpeg', data, thumb: thumb.data };
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, longest: number, quality: number) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  // JPEG knows no transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw new Error('the canvas gives no picture');
  return { data: await blob.arrayBuffer(), width, height };
}
