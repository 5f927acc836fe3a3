import { crc32, createInflateRaw } from 'node:zlib';
import { UnreadableTable } from './cell.js';
import { LIMITS } from './sheet-limits.js';

interface Entry {
  isPacked: boolean;
  size: number;
  crc: number;
  /** Where the local header starts, and the packed bytes. */
  start: number;
  packed: Buffer;
}

const [LOCAL, DIRECTORY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const END_BYTES = 22;
const CHUNK = 65_536;
const [STORED, DEFLATED] = [0, 8];

/** The archive contradicts itself. */
export class DamagedArchive extends Error {}

const tooLarge = () => UnreadableTable.because('FILE_TOO_LARGE');

/** A ZIP archive whose directory is checked before anything is unpacked. Its parts are unpacked one chunk at a time. */
export class ZipArchive {
  private readonly entries = new Map<string, Entry>();
  private readonly read = new Set<Entry>();
  private unpacked = 0;

  /** Throws UnreadableTable above a limit, DamagedArchive or RangeError on damage. */
  constructor(private readonly bytes: Buffer) {
    const end = this.findEnd();
    const count = bytes.readUInt16LE(end + 10);
    if (count > LIMITS.entries) throw tooLarge();
    const directory = bytes.readUInt32LE(end + 16);
    let [at, total] = [directory, 0];
    for (let nth = 0; nth < count; nth += 1) {
      const { name, entry, next } = this.entryAt(at);
      total += entry.size;
      if (total > LIMITS.unpackedBytes) throw tooLarge();
      if (entry.size > LIMITS.ratioFromBytes && entry.size > entry.packed.length * LIMITS.ratio) throw tooLarge();
      if (this.entries.has(name)) throw new DamagedArchive(`${name} twice`);
      this.entries.set(name, entry);
      at = next;
    }
    if (at !== end || directory + bytes.readUInt32LE(end + 12) !== end) throw new DamagedArchive('directory');
    this.refuseOverlaps(directory);
  }

  /** The name of the first part that matches. Names have slashes and small letters. */
  find(pattern: RegExp): string | undefined {
    return [...this.entries.keys()].find((name) => pattern.test(name));
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The content of a part, counted while it is unpacked. Each part is read once: no two sheets are the same part. */
  async *chunks(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry || this.read.has(entry)) throw new DamagedArchive(`${name} is missing or named twice`);
    this.read.add(entry);
    const { packed, isPacked, size, crc } = entry;
    let [length, sum] = [0, 0];
    for await (const chunk of isPacked ? inflated(packed) : [packed]) {
      length += chunk.length;
      this.unpacked += chunk.length;
      if (length > size) throw new DamagedArchive(`${name} is larger than its size`);
      if (this.unpacked > LIMITS.unpackedBytes) throw tooLarge();
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (length !== size || sum !== crc) throw new DamagedArchive(`${name} has another size or checksum`);
  }

  /** The end record has no ambiguous second one, and archives of several files or above 4 GB are refused. */
  private findEnd(): number {
    const { bytes } = this;
    const from = Math.max(0, bytes.length - END_BYTES - 0xffff);
    for (let end = bytes.length - END_BYTES; end >= from; end -= 1) {
      if (bytes.readUInt32LE(end) !== END) continue;
      const isWhole = bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === bytes.readUInt16LE(end + 10);
      if (!isWhole || end + END_BYTES + bytes.readUInt16LE(end + 20) !== bytes.length) break;
      return end;
    }
    throw new DamagedArchive('end record');
  }

  private entryAt(at: number): { name: string; entry: Entry; next: number } {
    const { bytes } = this;
    if (bytes.readUInt32LE(at) !== DIRECTORY) throw new DamagedArchive('directory');
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const [crc, packedSize, size] = [16, 20, 24].map((field) => bytes.readUInt32LE(at + field)) as [
      number,
      number,
      number,
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const start = bytes.readUInt32LE(at + 42);
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    const localName = bytes.subarray(start + 30, start + 30 + bytes.readUInt16LE(start + 26));
    const from = start + 30 + localName.length + bytes.readUInt16LE(start + 28);
    const isSame =
      bytes.readUInt32LE(start) === LOCAL && bytes.readUInt16LE(start + 8) === method && rawName.equals(localName);
    const isKnown = (method === STORED && packedSize === size) || method === DEFLATED;
    const isEncrypted = (flags & 1) !== 0;
    if (!isSame || !isKnown || isEncrypted || from + packedSize > bytes.length) throw new DamagedArchive('entry');
    const name = rawName.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    const packed = bytes.subarray(from, from + packedSize);
    const entry = { isPacked: method === DEFLATED, size, crc, start, packed };
    return { name, entry, next: at + 46 + nameLength + extra + comment };
  }

  /** Entries that share bytes unpack to far more than the file holds. */
  private refuseOverlaps(directory: number): void {
    let end = 0;
    for (const { start, packed } of [...this.entries.values()].toSorted((a, b) => a.start - b.start)) {
      if (start < end) throw new DamagedArchive('overlapping entries');
      end = packed.byteOffset - this.bytes.byteOffset + packed.length;
    }
    if (end > directory) throw new DamagedArchive('entries behind the directory');
  }
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: CHUNK });
  stream.end(packed);
  yield* stream as AsyncIterable<Buffer>;
}
