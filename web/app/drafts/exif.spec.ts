import sharp from 'sharp';
import { exifOf, withExif } from './exif.js';

const photo = (exif: boolean) => {
  const grey = sharp({ create: { width: 20, height: 10, channels: 3, background: '#888' } }).jpeg();
  return (
    exif ? grey.withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Test' }, IFD3: { GPSLatitudeRef: 'N' } } }) : grey
  ).toBuffer();
};

describe('Exif of a photo', () => {
  it('moves to the shrunk photo, marked as upright', async () => {
    const original = await photo(true);
    expect((await sharp(original).metadata()).orientation).toBe(6);
    const exif = exifOf(new Uint8Array(original));
    const result = Buffer.from(withExif(new Uint8Array(await photo(false)), exif!));
    const { width, height, orientation, exif: kept } = await sharp(result).metadata();
    expect({ width, height, orientation }).toEqual({ width: 20, height: 10, orientation: 1 });
    expect(kept?.includes('Test')).toBe(true);
  });

  it('is absent in files without it, and in files that are cut', async () => {
    expect(exifOf(new Uint8Array(await photo(false)))).toBeNull();
    expect(exifOf(new Uint8Array())).toBeNull();
    const original = new Uint8Array(await photo(true));
    for (let length = 0; length < original.length; length += 7)
      expect(() => exifOf(original.slice(0, length))).not.toThrow();
  });
});
