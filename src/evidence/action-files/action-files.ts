import { Injectable } from '@nestjs/common';
import { DomainError } from '../../event-store/domain-error.js';
import type { EvidenceRef } from '../../events/values.js';
import type { Viewer } from '../../http/access.js';
import { Vault } from '../../vault/vault.js';
import type { NamingAction } from '../evidence-file.js';
import { EvidenceFiles, type Twin } from '../evidence-files.repository.js';
import { StoredEvidence } from '../stored-evidence.js';
import { requireReady } from './name-files.js';

/** Files that actions name. */
@Injectable()
export class ActionFiles {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly stored: StoredEvidence,
    private readonly vault: Vault,
  ) {}

  /** References for an event of the action. From then on no other action can name the files. Throws what `requireReady` throws. */
  async bind(ids: readonly string[], action: NamingAction, by: Viewer): Promise<EvidenceRef[]> {
    if (ids.length === 0) return [];
    const ready = requireReady(ids, await this.files.findAll(ids), action, by);
    const refs: EvidenceRef[] = [];
    for (const [index, { id, mediaType, bytes, sha256 }] of ready.entries()) {
      if (!(await this.files.bind(id, action)))
        throw new DomainError('conflict', 'EVIDENCE_USED', {}, `files.${index}`);
      refs.push({
        ...(await this.vault.put('file', { sha256, mediaType, bytes }, id, action.stream)),
        mediaType,
        bytes,
      });
    }
    return refs;
  }

  /** Files of other actions that equal these or look like them; a hint for reviewers alone. */
  twins(ids: readonly string[]): Promise<Twin[]> {
    return this.files.twins(ids);
  }

  /** Deletes the files among these ids of evidence, with all that is known about them. */
  async erase(ids: readonly string[]): Promise<void> {
    await this.stored.remove(ids);
  }

  /** Ids of files of a stream, named by an event or not. */
  ofStream(stream: string): Promise<string[]> {
    return this.files.ofStream(stream);
  }

  /** Ids of files that no action names: of an account, or of a college. */
  unnamed(owner: { accountId: string } | { collegeId: string }): Promise<string[]> {
    return this.files.unnamed(owner);
  }
}
