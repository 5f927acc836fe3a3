const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Names and unpacked sizes as the directory of a ZIP archive lists them; null when there is no directory. */
export function zipDirectory(bytes: Buffer): { name: string; size: number }[] | null {
  const first = Math.max(0, bytes.length - 65_557);
  let end = bytes.length - 22;
  while (end >= first && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < first) return null;
  const entries: { name: string; size: number }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= end && bytes.readUInt32LE(at) === ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      size: bytes.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
