import { statfs } from 'node:fs/promises';

/** Bytes that uploads leave free, so that the history can still be written when files fill the disk. */
export const RESERVED_BYTES = 536_870_912;

/** True when the disk of a folder takes these bytes and the reserve remains. */
export async function diskHasRoomFor(folder: string, bytes: number, reserve = RESERVED_BYTES): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize - bytes >= reserve;
}
