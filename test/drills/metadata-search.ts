import readExif from 'exif-reader';
import sharp from 'sharp';
import { CANARY } from '../support/hostile-pictures.js';

/** Words that only metadata, another format in the same file or a program would bring along. */
const TRACES = [
  CANARY,
  'Exif\0\0',
  'http://ns.adobe.com/',
  'Photoshop 3.0',
  'x:xmpmeta',
  'PK\u0003\u0004',
  '<script',
  '/JavaScript',
  '/EmbeddedFile',
  '/Metadata',
  '/PieceInfo',
];
const wide = (text: string) => Buffer.from(text, 'utf16le');

/** The first trace of metadata in a file; null = there is none. Photos inside a document are searched as bytes. */
export async function traceIn(bytes: Buffer): Promise<string | null> {
  const found = TRACES.find((trace) => bytes.includes(Buffer.from(trace, 'latin1')) || bytes.includes(wide(trace)));
  if (found !== undefined) return JSON.stringify(found);
  if (bytes.includes(wide(CANARY).swap16())) return 'the canary in UTF-16';
  if (bytes.subarray(0, 5).toString() === '%PDF-') return null;
  const { exif, xmp, iptc, icc, format } = await sharp(bytes).metadata();
  if (format !== 'jpeg') return `a picture of the type ${format}`;
  if (exif) return `EXIF with ${Object.keys(readExif(exif)).join(', ')}`;
  return xmp ? 'XMP' : iptc ? 'IPTC' : icc ? 'a profile' : null;
}
