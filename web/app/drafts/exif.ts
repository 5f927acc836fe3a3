const [SOI, APP1, SOS, ORIENTATION, SHORT] = [0xd8, 0xe1, 0xda, 0x0112, 3];
const NAME = [0x45, 0x78, 0x69, 0x66, 0, 0];

/**
 * The Exif segment of a JPEG, marked as upright; null = it has none. A shrunk photo carries it, because the server reads place and
 * time as a hint before it deletes them.
 */
export function exifOf(jpeg: Uint8Array): Uint8Array | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (jpeg.length < 4 || jpeg[0] !== 0xff || jpeg[1] !== SOI) return null;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== SOS;) {
    const end = at + 2 + view.getUint16(at + 2);
    if (end > jpeg.length) return null;
    if (jpeg[at + 1] === APP1 && NAME.every((byte, index) => jpeg[at + 4 + index] === byte))
      return upright(jpeg.slice(at, end));
    at = end;
  }
  return null;
}

/** The segment with orientation 1: the pixels are turned already. Null = not as Exif defines it. */
function upright(segment: Uint8Array): Uint8Array | null {
  const tiff = 4 + NAME.length;
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  try {
    const isLittle = view.getUint16(tiff) === 0x4949;
    const directory = tiff + view.getUint32(tiff + 4, isLittle);
    const entries = view.getUint16(directory, isLittle);
    for (let index = 0; index < entries; index += 1) {
      const entry = directory + 2 + index * 12;
      if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
      if (view.getUint16(entry + 2, isLittle) !== SHORT) return null;
      view.setUint16(entry + 8, 1, isLittle);
    }
    return segment;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Places the segment right after the start of a JPEG. */
export function withExif(jpeg: Uint8Array, exif: Uint8Array): ArrayBuffer {
  const result = new Uint8Array(jpeg.length + exif.length);
  result.set(jpeg.subarray(0, 2));
  result.set(exif, 2);
  result.set(jpeg.subarray(2), 2 + exif.length);
  return result.buffer;
}
