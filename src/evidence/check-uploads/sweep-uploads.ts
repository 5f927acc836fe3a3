import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { expiryOf } from '../evidence-file.js';
import { evidenceId } from '../evidence.schema.js';
import { UploadParts } from '../upload-parts.js';
import { StoredEvidence } from '../stored-evidence.js';
import { EvidenceChecks } from './evidence-checks.js';

const AT_ONCE = 500;
const LOST_MS = 3_600_000;

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
    await this.refuseLost();
    return (await this.sweepRows()) + (await this.sweepParts());
  }

  /** A file that a crash of the machine took before its check. Another server may still have its part for a while. */
  private async refuseLost(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LOST_MS);
    for (const { id } of await this.files.inState('checking', before))
      if ((await this.parts.sizeOf(id)) === 0)
        await this.files.refused(id, { code: 'EVIDENCE_INCOMPLETE', params: {} });
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
    const gone = names.filter(
      (name) => this.parts.isLeftCheckFolder(name) || (!ids.includes(name) && !name.startsWith('.')),
    );
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const awaited = await this.files.awaitingParts(some);
      gone.push(...some.filter((id) => !awaited.has(id)));
    }
    for (const name of gone) await rm(this.parts.pathOf(name), { recursive: true, force: true });
    return gone.length;
  }
}
