import { createInflate, type Inflate } from 'node:zlib';
import { finished } from 'node:stream/promises';
import type { PDFContext } from '@cantoo/pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { LIMITS } from './intake-limits.js';
import { name, nameAt } from './pdf-objects.js';
import { RefusedFile } from './refused-file.js';
import { stripJpeg } from './strip-jpeg.js';

const FLATE = ['FlateDecode', 'Fl'];
const JPEG = ['DCTDecode', 'DCT'];
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
    if (filters.length === 1 && JPEG.includes(filters[0]!)) stripPhoto(stream);
    // A photo or JPEG 2000 inside another encoding could bring its metadata along.
    else if (filters.includes('JPXDecode') || filters.some((filter) => JPEG.includes(filter))) throw tooComplex();
    if (!FLATE.includes(filters[0] ?? '')) continue;
    left -= await unpackedSize(stream.getContents(), left);
    if (left < 0) throw tooComplex();
  }
}

function stripPhoto(stream: PDFRawStream): void {
  const stripped = stripJpeg(stream.getContents());
  if (!stripped) throw new RefusedFile('EVIDENCE_DAMAGED');
  stream.updateContents(stripped);
}

/** A reader that shows the page would decode it. */
function requireSmallPicture({ dict }: PDFRawStream): void {
  if (nameAt(dict, 'Subtype') !== 'Image') return;
  const sides = ['Width', 'Height'].map((key) => dict.lookup(name(key)));
  const [width = 0, height = 0] = sides.map((side) => (side instanceof PDFNumber ? side.asNumber() : 0));
  if (!(width * height <= 2 * LIMITS.pixels)) throw tooComplex();
}
