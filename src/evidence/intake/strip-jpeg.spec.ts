import sharp from 'sharp';
import { CANARY, hostilePictures, scene, withMetadata } from '../../../test/support/hostile-pictures.js';
import { stripJpeg2000 } from './strip-jpeg-2000.js';
import { stripJpeg } from './strip-jpeg.js';

const raw = (bytes: Uint8Array) => sharp(bytes, { ignoreIcc: true }).raw().toBuffer();

describe('stripJpeg', () => {
  const laden = () => hostilePictures.find(({ name }) => name.includes('IPTC'))!.bytes();

  it('takes all metadata and what follows the end', async () => {
    const bytes = await laden();
    expect(bytes.includes(CANARY)).toBe(true);
    const stripped = stripJpeg(bytes)!;
    expect(Buffer.from(stripped).includes(CANARY)).toBe(false);
    const { exif, xmp, iptc, icc } = await sharp(stripped).metadata();
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    ['baseline', {}],
    ['progressive', { progressive: true }],
  ])('leaves the pixels of a %s JPEG as they are', async (_name, options) => {
    const bytes = await withMetadata(scene()).jpeg(options).toBuffer();
    expect((await raw(stripJpeg(bytes)!)).equals(await raw(bytes))).toBe(true);
  });

  it('keeps the colours of a CMYK photo', async () => {
    const bytes = await scene(64, 64).toColourspace('cmyk').jpeg().toBuffer();
    const stripped = stripJpeg(bytes)!;
    expect((await sharp(stripped).metadata()).space).toBe('cmyk');
    expect((await raw(stripped)).equals(await raw(bytes))).toBe(true);
  });

  it('gives nothing for a cut file or another one', async () => {
    const bytes = await laden();
    expect(stripJpeg(bytes.subarray(0, 300))).toBeNull();
    expect(stripJpeg(Buffer.from('%PDF-1.7'))).toBeNull();
    expect(stripJpeg(Buffer.alloc(0))).toBeNull();
  });
});

describe('stripJpeg2000', () => {
  const box = (type: string, content: Buffer | string) => {
    const body = Buffer.from(content as string);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const segment = (marker: number, content: string) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(marker, 0);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, Buffer.from(content)]);
  };
  const start = Buffer.from('ff4f', 'hex');
  const size = segment(0xff51, 'size of the picture');
  const tile = Buffer.from('ff90000aff64ffd9', 'hex');
  const stream = Buffer.concat([start, size, segment(0xff64, CANARY), tile]);
  const clean = Buffer.concat([start, size, tile]);

  it('takes comments out of a stream and leaves its tiles', () => {
    expect(stripJpeg2000(stream)).toEqual(clean);
  });

  it('takes boxes with metadata out of a file', () => {
    const needed = [box('jP  ', '\r\n'), box('ftyp', 'jp2 '), box('jp2h', 'header')];
    const file = Buffer.concat([
      ...needed,
      box('xml ', CANARY),
      box('uuid', CANARY),
      box('jp2c', stream),
      box('xml ', CANARY),
    ]);
    const stripped = stripJpeg2000(file)!;
    expect(stripped.includes(CANARY)).toBe(false);
    expect(stripped).toEqual(Buffer.concat([...needed, Buffer.from('\0\0\0\0jp2c'), clean]));
  });

  it('gives nothing for parts that cannot be followed', () => {
    expect(stripJpeg2000(Buffer.from('ff4f', 'hex'))).toBeNull();
    expect(stripJpeg2000(Buffer.concat([start, size, Buffer.alloc(20)]))).toBeNull();
    expect(stripJpeg2000(box('jp2c', Buffer.alloc(30)))).toBeNull();
    expect(stripJpeg2000(Buffer.alloc(100))).toBeNull();
  });
});
