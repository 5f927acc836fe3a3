import { DomainError } from '../event-store/domain-error.js';
import { Problem } from '../http/problem.js';

const MEGABYTE = 1_048_576;
/** Coordinators of a college who upload at a time. */
const ACCOUNTS = 3;

export interface UploadLimits {
  megabytes: number;
  unfinished: number;
  unfinishedMegabytes: number;
  filesOfSeason: number;
  megabytesOfSeason: number;
}

export interface Amount {
  files: number;
  bytes: number;
}

/** Sizes of what is there already. */
export interface Usage {
  unfinishedOfAccount: Amount;
  unfinishedOfCollege: Amount;
  /** All files of the college in the season. */
  season: Amount;
}

/** Throws invalid EVIDENCE_EMPTY, 413 EVIDENCE_TOO_LARGE. */
export function requireSize(length: number, { megabytes }: UploadLimits): void {
  if (length === 0) throw new DomainError('invalid', 'EVIDENCE_EMPTY');
  if (length > megabytes * MEGABYTE) throw new Problem(413, 'EVIDENCE_TOO_LARGE', { params: { megabytes } });
}

/** Throws conflict UPLOADS_UNFINISHED, and invalid EVIDENCE_QUOTA, which no repetition mends. */
export function requireRoom(length: number, used: Usage, limits: UploadLimits): void {
  const { unfinished, unfinishedMegabytes } = limits;
  const exceeds = ({ files, bytes }: Amount, most: number, megabytes: number) =>
    files + 1 > most || bytes + length > megabytes * MEGABYTE;
  if (
    exceeds(used.unfinishedOfAccount, unfinished, unfinishedMegabytes) ||
    exceeds(used.unfinishedOfCollege, unfinished * ACCOUNTS, unfinishedMegabytes * ACCOUNTS)
  )
    throw new DomainError('conflict', 'UPLOADS_UNFINISHED', { most: unfinished, megabytes: unfinishedMegabytes });
  const { filesOfSeason: files, megabytesOfSeason: megabytes } = limits;
  if (exceeds(used.season, files, megabytes)) throw new DomainError('invalid', 'EVIDENCE_QUOTA', { files, megabytes });
}

const SEASON_MONTH = 9;

/** The first day of the season of a day: a season is the year of the colleges. */
export function seasonStart(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return `${month >= SEASON_MONTH ? year : year - 1}-09-01`;
}
