const CODESTREAM = 0xff4f;
const TILE = 0xff90;
const COMMENT = 0xff64;
const NEEDED_BOXES = ['jP  ', 'ftyp', 'jp2h', 'jp2c'];

/** A JPEG 2000 without the boxes and comments that hold metadata; the pixels stay as they are. Null = its parts cannot be followed. */
export function stripJpeg2000(bytes: Buffer): Buffer | null {
  if (bytes.length < 12) return null;
  if (bytes.readUInt16BE(0) === CODESTREAM) return withoutComments(bytes);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null;
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = length === 0 ? bytes.length : at + length;
    if ((length !== 0 && length < 8) || end > bytes.length) return null;
    const box = bytes.subarray(at, end);
    if (type === 'jp2c') {
      const content = withoutComments(box.subarray(8));
      if (!content) return null;
      // Zero = the box ends with the file.
      return Buffer.concat([...parts, Buffer.from('00000000', 'hex'), Buffer.from(type), content]);
    }
    if (NEEDED_BOXES.includes(type)) parts.push(box);
    at = end;
  }
  return null;
}

function withoutComments(stream: Buffer): Buffer | null {
  if (stream.readUInt16BE(0) !== CODESTREAM) return null;
  const parts = [stream.subarray(0, 2)];
  for (let at = 2; at + 4 <= stream.length;) {
    const marker = stream.readUInt16BE(at);
    if (marker === TILE) return Buffer.concat([...parts, stream.subarray(at)]);
    const end = at + 2 + stream.readUInt16BE(at + 2);
    if (marker < 0xff00 || end > stream.length) return null;
    if (marker !== COMMENT) parts.push(stream.subarray(at, end));
    at = end;
  }
  return null;
}
