import { LIMITS } from './intake-limits.js';
import { RefusedFile } from './refused-file.js';

const PNG_SIGNATURE_BYTES = 8;
const PNG_FRAME_BYTES = 12;
/** Chunks that the pixels, their colours and the hint need. A text among the others may unpack to 8 MB each. */
const NEEDED_CHUNKS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'eXIf', 'IEND'];
const RIFF_HEADER_BYTES = 12;

const damaged = () => new RefusedFile('EVIDENCE_DAMAGED');

/** The needed chunks of a PNG, before its decoder sees the others. Throws RefusedFile for a cut file and an animation. */
export function neededChunks(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, PNG_SIGNATURE_BYTES)];
  for (let at = PNG_SIGNATURE_BYTES, count = 0; ; count += 1) {
    if (at + PNG_FRAME_BYTES > bytes.length) throw damaged();
    if (count > LIMITS.chunks) throw new RefusedFile('EVIDENCE_TOO_COMPLEX');
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + PNG_FRAME_BYTES + bytes.readUInt32BE(at);
    if (type === 'acTL') throw new RefusedFile('EVIDENCE_ANIMATED');
    if (end > bytes.length) throw damaged();
    if (NEEDED_CHUNKS.includes(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
}

/** Throws RefusedFile for a WebP that is cut or has frames, before its decoder counts them. */
export function checkWebp(bytes: Buffer): void {
  for (let at = RIFF_HEADER_BYTES, count = 0; at < bytes.length; count += 1) {
    if (count > LIMITS.chunks) throw new RefusedFile('EVIDENCE_TOO_COMPLEX');
    if (at + 8 > bytes.length) throw damaged();
    if (['ANIM', 'ANMF'].includes(bytes.toString('latin1', at, at + 4))) throw new RefusedFile('EVIDENCE_ANIMATED');
    const size = bytes.readUInt32LE(at + 4);
    at += 8 + size;
    if (at > bytes.length) throw damaged();
    at += size % 2;
  }
}
