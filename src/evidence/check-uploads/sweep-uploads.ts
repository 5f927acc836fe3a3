import { rm, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { expiryOf } from '../evidence-file.js';
import { evidenceId } from '../evidence.schema.js';
import { UploadParts } from '../upload-parts.js';
import { StoredEvidence } from '../stored-evidence.js';
import { CHECK_PREFIX, EvidenceChecks } from './evidence-checks.js';

/** Longer than any check, by the clock of the disk. */
const CHECK_MS = 600_000;
const AT_ONCE = 500;

/** Uploads that never end, and parts that no row names. */
@Injectable()
export class SweepUploads {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly parts: UploadParts,
    private readonly stored: StoredEvidence,
    private readonly checks: EvidenceChecks,
    private readonly clock: Clock,
  ) {}

  /** Returns how many uploads and parts were deleted. */
  async run(): Promise<number> {
    return (await this.sweepRows()) + (await this.sweepParts());
  }

  /** An upload that is complete was cut between its last byte and its row. */
  private async sweepRows(): Promise<number> {
    const now = this.clock.now();
    const expired: string[] = [];
    for (const file of await this.files.inState('uploading')) {
      const size = await this.parts.sizeOf(file.id);
      if (size === file.length) await this.checks.finish(file.id);
      else if (expiryOf(file) <= now) expired.push(file.id);
    }
    await this.stored.remove(expired);
    return expired.length;
  }

  private async sweepParts(): Promise<number> {
    const names = await this.parts.names();
    const ids = names.filter((name) => evidenceId.safeParse(name).success);
    const gone: string[] = names.filter((name) => !ids.includes(name) && !name.startsWith(CHECK_PREFIX));
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const known = await this.files.known(some);
      gone.push(...some.filter((id) => !known.has(id)));
    }
    for (const name of names.filter((one) => one.startsWith(CHECK_PREFIX))) {
      const found = await stat(this.parts.pathOf(name)).catch(() => null);
      if (found && Date.now() - found.mtimeMs > CHECK_MS) gone.push(name);
    }
    for (const name of gone) await rm(this.parts.pathOf(name), { recursive: true, force: true });
    return gone.length;
  }
}
