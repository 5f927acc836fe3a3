import type { DraftFile, FileState } from './draft-file.js';

interface MovingFile extends Pick<DraftFile, 'bytes'> {
  shown: FileState;
  part: number;
}

export interface Progress {
  done: number;
  all: number;
  sentBytes: number;
  leftBytes: number;
  isMoving: boolean;
  /** The file in the middle of which the upload stopped; `index` from 1. */
  stopped: { index: number; percent: number } | null;
}

const isThere = ({ shown }: MovingFile) => shown === 'done' || shown === 'checking';
export const percentOf = (part: number): number => Math.floor(part * 100);

export function progressOf(files: readonly MovingFile[]): Progress {
  const sum = (of: (file: MovingFile) => number) => files.reduce((total, file) => total + of(file), 0);
  const sentBytes = Math.round(sum(({ bytes, part }) => bytes * part));
  const stopped = files.findIndex(({ shown }) => shown === 'paused');
  return {
    done: files.filter(isThere).length,
    all: files.length,
    sentBytes,
    leftBytes: sum(({ bytes }) => bytes) - sentBytes,
    isMoving: files.some(({ shown }) => shown === 'moving'),
    stopped: stopped < 0 ? null : { index: stopped + 1, percent: percentOf(files[stopped]!.part) },
  };
}

/** Tenths of a megabyte, at least one tenth of what is there. */
export const megabytes = (bytes: number): number => (bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 104_858)) / 10);
