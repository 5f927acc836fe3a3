import { mkdir } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { AppConfig } from '../../config/environment.js';
import { dayOf, startOfDay } from '../../events/day.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import type { EvidenceFile } from '../evidence-file.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { diskHasRoomFor } from '../store/disk-room.js';
import { requireRoom, requireSize, seasonStart, type UploadLimits } from '../upload-limits.js';
import { evidenceId } from '../evidence.schema.js';
import { diskReserved } from './tus-server.js';
import { UploadParts } from '../upload-parts.js';

const MEGABYTE = 1_048_576;
/** Bodies that one account sends at a time. */
const AT_ONCE = 6;
const RETRY_SECONDS = 5;

/** Decides whether an account may start or continue an upload. */
@Injectable()
export class UploadAdmission {
  private readonly limits: UploadLimits;
  private readonly receiving = new Map<string, number>();

  constructor(
    private readonly config: AppConfig,
    private readonly files: EvidenceFiles,
    private readonly parts: UploadParts,
    private readonly clock: Clock,
  ) {
    this.limits = {
      megabytes: config.QORZHYN_UPLOAD_MEGABYTES,
      unfinished: config.QORZHYN_UNFINISHED_UPLOADS,
      unfinishedMegabytes: config.QORZHYN_UNFINISHED_MEGABYTES,
      filesOfSeason: config.QORZHYN_EVIDENCE_FILES,
      megabytesOfSeason: config.QORZHYN_EVIDENCE_MEGABYTES,
    };
  }

  /**
   * The row of a new upload, or of the one that the same account started under this id. Throws 400 UPLOAD_NOT_NAMED, conflict
   * UPLOAD_DIFFERS, and what the limits throw; another account's upload is not found.
   */
  async start(id: string, length: number, { accountId, collegeId, role }: Viewer): Promise<EvidenceFile> {
    if (evidenceId.safeParse(id).data !== id) throw new Problem(400, 'UPLOAD_NOT_NAMED');
    const present = await this.files.find(id);
    if (!present) {
      requireSize(length, this.limits);
      await this.requireReserve(length);
    }
    const start = startOfDay(seasonStart(dayOf(this.clock.now())));
    const own = { id, accountId, collegeId: role === 'coordinator' ? collegeId : null, length };
    const file = present ?? (await this.files.add(own, start, (used) => requireRoom(length, used, this.limits)));
    requireOwn(file, accountId);
    if (file.length !== length) throw new DomainError('conflict', 'UPLOAD_DIFFERS');
    return file;
  }

  /** The upload of an account. Throws not-found EVIDENCE_FILE_UNKNOWN. */
  async find(id: string, { accountId }: Viewer): Promise<EvidenceFile> {
    const file = await this.files.find(id);
    if (!file) throw new DomainError('not-found', 'EVIDENCE_FILE_UNKNOWN');
    return requireOwn(file, accountId);
  }

  /** Runs `work` within the account's share of bodies and with room on the disk. Throws 429 UPLOADS_AT_ONCE. */
  async receive<Result>({ accountId, length }: EvidenceFile, work: () => Promise<Result>): Promise<Result> {
    const count = this.receiving.get(accountId) ?? 0;
    if (count >= AT_ONCE)
      throw new Problem(429, 'UPLOADS_AT_ONCE', { params: { most: AT_ONCE }, retryAfterSeconds: RETRY_SECONDS });
    this.receiving.set(accountId, count + 1);
    try {
      await this.requireReserve(length);
      return await work();
    } finally {
      const left = (this.receiving.get(accountId) ?? 1) - 1;
      if (left > 0) this.receiving.set(accountId, left);
      else this.receiving.delete(accountId);
    }
  }

  /** The database shares the disk, so uploads end before it is full. Throws 507 DISK_RESERVED. */
  private async requireReserve(length: number): Promise<void> {
    await mkdir(this.parts.folder, { recursive: true, mode: 0o700 });
    const reserve = this.config.QORZHYN_DISK_RESERVE_MEGABYTES * MEGABYTE;
    if (!(await diskHasRoomFor(this.parts.folder, length, reserve))) throw diskReserved();
  }
}

function requireOwn(file: EvidenceFile, accountId: string): EvidenceFile {
  if (file.accountId !== accountId) throw new DomainError('not-found', 'EVIDENCE_FILE_UNKNOWN');
  return file;
}
