import { Injectable } from '@nestjs/common';
import { ServerLog } from '../../observability/server-log.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { evidenceId } from '../evidence.schema.js';
import { EvidenceStore } from '../store/evidence-store.js';
import { idOfKey, StoredEvidence } from '../stored-evidence.js';

const AT_ONCE = 500;
/** A wrong database knows none of the files. */
const MOST_ORPHANS = 0.5;
const FEW = 20;

/** Bytes without a row, and rows that nobody needs. */
@Injectable()
export class SweepStore {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly store: EvidenceStore,
    private readonly stored: StoredEvidence,
    private readonly log: ServerLog,
  ) {}

  /** Returns how many files were deleted. */
  async run(): Promise<number> {
    await this.store.sweep(new Date());
    const needless = await this.files.needless();
    await this.stored.remove(needless);
    const ready = await this.files.ready();
    const found = new Set<string>();
    for await (const { key } of this.store.keys()) found.add(idOfKey(key));
    const orphans = await this.unknown([...found]);
    if (orphans.length > FEW && orphans.length > found.size * MOST_ORPHANS) {
      this.log.warn({ files: found.size, orphans: orphans.length }, 'left evidence that the database does not know');
      return needless.length;
    }
    await this.stored.remove(orphans);
    const lost = ready.filter((id) => !found.has(id));
    if (lost.length > 0) this.log.warn({ files: lost.length, first: lost.slice(0, 3) }, 'evidence without its bytes');
    return needless.length + orphans.length;
  }

  private async unknown(ids: readonly string[]): Promise<string[]> {
    const orphans: string[] = [];
    const own = ids.filter((id) => evidenceId.safeParse(id).success);
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const some = own.slice(from, from + AT_ONCE);
      const known = await this.files.known(some);
      orphans.push(...some.filter((id) => !known.has(id)));
    }
    return orphans;
  }
}
