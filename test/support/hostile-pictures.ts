import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { HEIC_SAMPLE } from '../../src/evidence/intake/heic-sample.js';
import { zip } from './hostile-files.js';

/** Stands in every place of a file that may carry words about a person. */
export const CANARY = 'QorzhynCanary-Aigerim-Serikova';
/** Where and when the photos say that they were taken. */
export const PLACE = { lat: 43.6533, lon: 51.1975 };
export const TAKEN_AT = '2026-05-28T14:03:07';

export interface HostileEvidence {
  name: string;
  bytes(): Buffer | Promise<Buffer>;
  /** The code of the refusal; `cleaned` = the file is taken in, without what is hostile in it. */
  outcome: string;
  /** The length that the sender announces; absent = the true one. */
  announced?: number;
}

export const hostile = (name: string, outcome: string, bytes: HostileEvidence['bytes']): HostileEvidence => ({
  name,
  bytes,
  outcome,
});

const MEGA = 1_000_000;

/** A picture with shapes, as a decoder and a perceptual hash need them. */
export function scene(width = 640, height = 480, seed = 1): sharp.Sharp {
  const shapes = Array.from({ length: 24 }, (_, n) => {
    const at = (factor: number, most: number) => ((n + 1) * (seed * 97 + factor) * 7_919) % most;
    return `<ellipse cx="${at(3, width)}" cy="${at(5, height)}" rx="${20 + at(7, width / 4)}" ry="${20 + at(11, height / 4)}" fill="hsl(${at(13, 360)},70%,${20 + at(17, 60)}%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#9bc"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="43,39.198N" exif:GPSLongitude="51,11.85E" dc:creator="${CANARY}"/></rdf:RDF></x:xmpmeta>`;

/** The picture with EXIF, GPS and XMP as a phone writes them. */
export const withMetadata = (picture: sharp.Sharp) =>
  picture
    .withExif({
      IFD0: { Make: CANARY, Artist: CANARY, Copyright: CANARY, DateTime: '2026:05:29 09:00:00' },
      IFD2: { DateTimeOriginal: '2026:05:28 14:03:07', UserComment: CANARY },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '43/1 39/1 11988/1000',
        GPSLongitudeRef: 'E',
        GPSLongitude: '51/1 11/1 51000/1000',
      },
    })
    .withXmp(XMP)
    .withIccProfile('p3');

export const photo = () => withMetadata(scene()).jpeg().toBuffer();

const segment = (marker: number, content: Buffer | string) => {
  const body = Buffer.from(content as string);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const afterStart = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** IPTC, comments, and a film behind the end, as some phones write it. */
const laden = async () =>
  Buffer.concat([
    afterStart(
      await photo(),
      segment(
        0xed,
        `Photoshop 3.0\u00008BIM\u0004\u0004\u0000\u0000\u0000\u0000\u0000\u0028\u001c\u0002\u0050\u0000\u0020${CANARY}`,
      ),
      segment(0xfe, CANARY),
      segment(0xef, CANARY),
    ),
    Buffer.from(`MotionPhoto_Data${CANARY}`),
  ]);

export const chunk = (type: string, content: Buffer | string) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(content as string)]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(body.length - 4, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
};
/** Chunks after the header of a PNG. */
export const afterHeader = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

function greyPng(width: number, height: number, rows: Buffer, interlace = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlace], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', ''),
  ]);
}

const riff = (chunks: readonly Buffer[]) => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const head = Buffer.from('RIFF\u0000\u0000\u0000\u0000', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const riffChunk = (type: string, body: Buffer) => {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};

/** An animation whose frames have one pixel. */
async function animatedWebp(frames: number): Promise<Buffer> {
  const one = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#a00' } })
    .webp({ lossless: true })
    .toBuffer();
  const frame = riffChunk('ANMF', Buffer.concat([Buffer.alloc(16), one.subarray(12)]));
  return riff([
    riffChunk('VP8X', Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riffChunk('ANIM', Buffer.alloc(6)),
    ...Array.from({ length: frames }, () => frame),
  ]);
}

/** The same scan of a progressive JPEG again and again: each costs a pass over all pixels. */
async function manyScans(scans: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#a00' } })
    .jpeg({ progressive: true })
    .toBuffer();
  const start = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const last = jpeg.subarray(start, -2);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array.from({ length: scans }, () => last), jpeg.subarray(-2)]);
}

/** A JPEG that says that it is larger than it is. */
async function sizedJpeg(side: number): Promise<Buffer> {
  const jpeg = await scene().jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(side, frame + 5);
  jpeg.writeUInt16BE(side, frame + 7);
  return jpeg;
}

const part = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
const compressedText = (bytes: number) =>
  Buffer.concat([Buffer.from('a\u0000\u0000', 'latin1'), deflateSync(Buffer.alloc(bytes, 'x'))]);
const icc = (bytes: number) =>
  Buffer.concat([Buffer.from('p\u0000\u0000', 'latin1'), deflateSync(Buffer.alloc(bytes))]);
const boxOf = (brand: string) =>
  Buffer.concat([
    Buffer.from(`\u0000\u0000\u0000\u0018ftyp${brand}\u0000\u0000\u0000\u0000mif1${brand}`, 'latin1'),
    Buffer.alloc(5_000, 7),
  ]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const ENTITIES = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "lol">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]><svg>&a30;</svg>`;

export const hostilePictures: readonly HostileEvidence[] = [
  hostile('a photo with EXIF, GPS, XMP and a profile', 'cleaned', photo),
  hostile('a photo with IPTC, comments and a film behind its end', 'cleaned', laden),
  hostile('a WebP with EXIF and XMP', 'cleaned', () => withMetadata(scene()).webp().toBuffer()),
  hostile('a PNG with EXIF, XMP and texts', 'cleaned', async () =>
    afterHeader(await withMetadata(scene()).png().toBuffer(), chunk('tEXt', `Author\u0000${CANARY}`)),
  ),
  hostile('a JPEG that is a ZIP archive too', 'cleaned', async () =>
    Buffer.concat([await photo(), zip([{ name: 'a.txt', content: CANARY }])]),
  ),
  hostile('a JPEG with a page in a comment', 'cleaned', async () =>
    afterStart(await scene().jpeg().toBuffer(), segment(0xfe, `<script>${CANARY}</script>`)),
  ),
  hostile('a PNG of 16k × 16k', 'EVIDENCE_TOO_MANY_PIXELS', () =>
    greyPng(16_384, 16_384, Buffer.alloc(16_384 * 16_385)),
  ),
  hostile('an interlaced PNG of 16k × 16k without pixels', 'EVIDENCE_TOO_MANY_PIXELS', () =>
    greyPng(16_384, 16_384, Buffer.alloc(9), 1),
  ),
  hostile('a JPEG that says 65,500 × 65,500', 'EVIDENCE_TOO_MANY_PIXELS', () => sizedJpeg(65_500)),
  hostile('a WebP of 16,383 × 16,383 in 36 bytes', 'EVIDENCE_TOO_MANY_PIXELS', () =>
    Buffer.from('524946461c000000574542505650384c0f0000002ffebfff0f0710558dfe0722a2ff0100', 'hex'),
  ),
  hostile('a JPEG that says 5,000 × 5,000 and has 640 × 480', 'cleaned', () => sizedJpeg(5_000)),
  hostile('an SVG named .jpg', 'EVIDENCE_TYPE', () => Buffer.from(SVG)),
  hostile('an SVG of entities without end', 'EVIDENCE_TYPE', () => Buffer.from(ENTITIES)),
  hostile('a page named .jpg', 'EVIDENCE_TYPE', () => Buffer.from(`<!doctype html>${SVG}`)),
  hostile('a GIF that is a script too', 'EVIDENCE_TYPE', () =>
    Buffer.concat([Buffer.from('GIF89a/*', 'latin1'), Buffer.alloc(40), Buffer.from('*/=1;alert(1)')]),
  ),
  hostile('a GIF of 100,000 frames', 'EVIDENCE_TYPE', () => {
    const frame = Buffer.from('21f904000000000000002c00000000ffffffff00000002024401003b'.slice(0, -2), 'hex');
    return Buffer.concat([
      Buffer.from('GIF89a\u00ff\u00ff\u00ff\u00ff\u0080\u0000\u0000', 'latin1'),
      ...Array.from({ length: 100_000 }, () => frame),
    ]);
  }),
  hostile('a WebP of 100,000 frames', 'EVIDENCE_ANIMATED', () => animatedWebp(100_000)),
  hostile('a PNG of a million frames', 'EVIDENCE_ANIMATED', async () =>
    afterHeader(await scene().png().toBuffer(), chunk('acTL', Buffer.from('000f424000000000', 'hex'))),
  ),
  hostile('a PNG with 900 texts of 8 MB', 'cleaned', async () => {
    const text = chunk('zTXt', compressedText(7_900_000));
    return afterHeader(await scene().png().toBuffer(), ...Array.from({ length: 900 }, () => text));
  }),
  hostile('a PNG with a text of 200 MB', 'cleaned', async () =>
    afterHeader(await scene().png().toBuffer(), chunk('zTXt', compressedText(200 * MEGA))),
  ),
  hostile('a PNG with a profile of 200 MB', 'cleaned', async () =>
    afterHeader(await scene().png().toBuffer(), chunk('iCCP', icc(200 * MEGA))),
  ),
  hostile('a PNG whose pixels unpack to 200 MB', 'cleaned', () => greyPng(64, 64, Buffer.alloc(200 * MEGA))),
  hostile('a JPEG of 3,000 scans', 'EVIDENCE_DAMAGED', () => manyScans(3_000)),
  hostile('a JPEG cut in half', 'EVIDENCE_DAMAGED', async () => part(await photo(), 0.5)),
  hostile('a JPEG without its last bytes', 'EVIDENCE_DAMAGED', async () =>
    part(await scene(2_000, 1_500).jpeg().toBuffer(), 0.99),
  ),
  hostile('a PNG cut in half', 'EVIDENCE_DAMAGED', async () => part(await scene().png().toBuffer(), 0.5)),
  hostile('a PNG without its last byte', 'EVIDENCE_DAMAGED', async () =>
    (await scene().png().toBuffer()).subarray(0, -1),
  ),
  hostile('a WebP cut in half', 'EVIDENCE_DAMAGED', async () => part(await scene().webp().toBuffer(), 0.5)),
  hostile('a JPEG of three bytes', 'EVIDENCE_DAMAGED', () => Buffer.from('ffd8ff', 'hex')),
  hostile('a HEIC header', 'EVIDENCE_HEIC', () => boxOf('heic')),
  hostile('a HEIC photo', 'EVIDENCE_HEIC', () => HEIC_SAMPLE),
  hostile('an AVIF', 'EVIDENCE_TYPE', () => scene(64, 64).avif({ effort: 0 }).toBuffer()),
  hostile('a TIFF', 'EVIDENCE_TYPE', () => scene().tiff().toBuffer()),
  hostile('a ZIP bomb', 'EVIDENCE_TYPE', () =>
    zip(Array.from({ length: 20 }, (_, n) => ({ name: `${n}.jpg`, content: Buffer.alloc(20 * MEGA) }))),
  ),
  hostile('a gzip bomb', 'EVIDENCE_TYPE', () => gzipSync(Buffer.alloc(200 * MEGA))),
  hostile('0 bytes', 'EVIDENCE_EMPTY', () => Buffer.alloc(0)),
  hostile('25 MB and one byte', 'EVIDENCE_TOO_LARGE', () => Buffer.alloc(25 * MEGA + 1, 0xff)),
  { ...hostile('a photo that is shorter than announced', 'EVIDENCE_INCOMPLETE', photo), announced: 1_000_000 },
  { ...hostile('a photo that is longer than announced', 'EVIDENCE_INCOMPLETE', photo), announced: 10 },
];
