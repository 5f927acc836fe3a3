import { finished } from 'node:stream/promises';
import { createInflate, type Inflate, inflateSync } from 'node:zlib';
import type { PDFContext } from '@cantoo/pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { LIMITS } from './intake-limits.js';
import { name, nameAt } from './pdf-objects.js';
import { RefusedFile } from './refused-file.js';
import { stripJpeg2000 } from './strip-jpeg-2000.js';
import { stripJpeg } from './strip-jpeg.js';

const FLATE = ['FlateDecode', 'Fl'];
const JPEG = ['DCTDecode', 'DCT'];
const PHOTOS = [...JPEG, 'JPXDecode'];
const MOST_FILTERS = 3;

const tooComplex = () => new RefusedFile('EVIDENCE_TOO_COMPLEX');

function filtersOf(stream: PDFRawStream): string[] {
  const filter = stream.dict.lookup(name('Filter'));
  const list = filter instanceof PDFArray ? filter.asArray().map((_, n) => filter.lookup(n)) : [filter];
  return list.filter((one) => one instanceof PDFName).map((one) => one.decodeText());
}

/** Unpacks without keeping the bytes, and stops beyond the limit. A damaged stream counts as far as it goes. */
async function unpackedSize(packed: Uint8Array, most: number): Promise<number> {
  const inflate: Inflate = createInflate();
  let size = 0;
  inflate.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) inflate.destroy();
  });
  inflate.end(packed);
  await finished(inflate).catch(() => undefined);
  return size;
}

/** Checks what the streams of a document unpack to, and takes the metadata out of its photos. Throws RefusedFile. */
export async function cleanStreams(context: PDFContext): Promise<void> {
  let left: number = LIMITS.pdfUnpackedBytes;
  for (const [, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream)) continue;
    const filters = filtersOf(stream);
    const packings = filters.filter((filter) => FLATE.includes(filter));
    if (filters.length > MOST_FILTERS || packings.length > 1) throw tooComplex();
    requireSmallPicture(stream);
    if (FLATE.includes(filters[0] ?? '')) left -= await unpackedSize(stream.getContents(), left);
    if (left < 0) throw tooComplex();
    if (PHOTOS.includes(filters.at(-1) ?? '')) stripPhoto(stream, filters);
  }
}

function stripPhoto(stream: PDFRawStream, filters: readonly string[]): void {
  const bytes = Buffer.from(photoIn(stream, filters));
  const filter = filters.at(-1)!;
  const stripped = JPEG.includes(filter) ? stripJpeg(bytes) : stripJpeg2000(bytes);
  if (!stripped) throw new RefusedFile('EVIDENCE_DAMAGED');
  stream.updateContents(stripped);
  if (filters.length === 1) return;
  stream.dict.set(name('Filter'), name(filter));
  stream.dict.delete(name('DecodeParms'));
}

/** The bytes of a photo that is packed once more. */
function photoIn(stream: PDFRawStream, filters: readonly string[]): Uint8Array {
  if (filters.length === 1) return stream.getContents();
  if (filters.length > 2 || !FLATE.includes(filters[0]!)) throw tooComplex();
  try {
    return inflateSync(stream.getContents(), { maxOutputLength: LIMITS.bytes });
  } catch (error) {
    throw error instanceof RangeError ? tooComplex() : new RefusedFile('EVIDENCE_DAMAGED');
  }
}

/** A reader that shows the page would decode it. */
function requireSmallPicture({ dict }: PDFRawStream): void {
  if (nameAt(dict, 'Subtype') !== 'Image') return;
  const sides = ['Width', 'Height'].map((key) => dict.lookup(name(key)));
  const [width = 0, height = 0] = sides.map((side) => (side instanceof PDFNumber ? side.asNumber() : 0));
  if (!(width * height <= 2 * LIMITS.pixels)) throw tooComplex();
}
