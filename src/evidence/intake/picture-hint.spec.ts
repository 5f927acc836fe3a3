import sharp from 'sharp';
import { PLACE, photo, scene, TAKEN_AT } from '../../../test/support/hostile-pictures.js';
import { takenFrom } from './picture-hint.js';

type Exif = NonNullable<Parameters<sharp.Sharp['withExif']>[0]>;

const hintOf = async (exif: Exif) => {
  const { exif: block } = await sharp(await scene(32, 32).withExif(exif).jpeg().toBuffer()).metadata();
  return takenFrom(block);
};
const gps = (lat: string, latRef: string, lon: string, lonRef: string) =>
  hintOf({ IFD3: { GPSLatitude: lat, GPSLatitudeRef: latRef, GPSLongitude: lon, GPSLongitudeRef: lonRef } });

describe('takenFrom', () => {
  it('reads local time and place of a phone', async () => {
    const { exif } = await sharp(await photo()).metadata();
    const { at, place } = takenFrom(exif);
    expect(at).toBe(TAKEN_AT);
    expect(place!.lat).toBeCloseTo(PLACE.lat, 3);
    expect(place!.lon).toBeCloseTo(PLACE.lon, 3);
  });

  it('gives south and west negative degrees', async () => {
    const { place } = await gps('33/1 30/1 0/1', 'S', '70/1 15/1 36/1', 'W');
    expect(place).toEqual({ lat: -33.5, lon: -70.26 });
  });

  it('gives no place for zeros, impossible degrees and half a place', async () => {
    expect((await gps('0/1 0/1 0/1', 'N', '0/1 0/1 0/1', 'E')).place).toBeNull();
    expect((await gps('91/1 0/1 0/1', 'N', '51/1 0/1 0/1', 'E')).place).toBeNull();
    expect((await hintOf({ IFD3: { GPSLatitude: '43/1 0/1 0/1', GPSLatitudeRef: 'N' } })).place).toBeNull();
  });

  it('gives no time for a clock that was never set', async () => {
    expect((await hintOf({ IFD2: { DateTimeOriginal: '1970:01:01 00:00:00' } })).at).toBeNull();
    expect((await hintOf({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } })).at).toBeNull();
    expect((await hintOf({ IFD0: { DateTime: '2026:05:28 14:03:07' } })).at).toBe(TAKEN_AT);
  });

  it('gives nothing for a block that cannot be read', () => {
    const nothing = { at: null, place: null };
    expect(takenFrom(undefined)).toEqual(nothing);
    expect(takenFrom(Buffer.from('Exif\0\0MM\0*'))).toEqual(nothing);
    expect(takenFrom(Buffer.from('no block at all'))).toEqual(nothing);
  });

  it('survives every cut of a block', async () => {
    const { exif } = await sharp(await photo()).metadata();
    for (let length = 0; length < exif!.length; length += 3)
      expect(() => takenFrom(exif!.subarray(0, length))).not.toThrow();
  });
});
