import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import type { Viewer } from '../../http/access.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import type { EvidenceFile } from '../evidence-file.js';
import type { Taken } from '../intake/cleaned-file.js';
import { EvidenceStore, type OpenedFile } from '../store/evidence-store.js';
import { keysOf } from '../stored-evidence.js';
import { LinkKey } from './link-key.repository.js';
import { linkToken, readLinkToken, type Variant } from './link-token.js';

export const FILES_PATH = '/files';

/** A file as an action shows it. */
export interface LinkedFile {
  mediaType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  url: string;
  /** Null = a document. */
  thumbnail: string | null;
  /** A hint for reviewers, never for coordinators. */
  taken: Taken | null;
}

export interface ServedFile extends OpenedFile {
  file: EvidenceFile;
  mediaType: string;
}

/** Short-lived links to files, for whom the caller has decided. */
@Injectable()
export class EvidenceLinks {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly store: EvidenceStore,
    private readonly key: LinkKey,
    private readonly clock: Clock,
  ) {}

  /** The files among these ids of evidence. */
  async of(ids: readonly string[], viewer: Viewer): Promise<Map<string, LinkedFile>> {
    const found = ids.length === 0 ? new Map<string, EvidenceFile>() : await this.files.findAll(ids);
    if (found.size === 0) return new Map();
    const [key, now] = [await this.key.get(), this.clock.now()];
    const url = (id: string, variant: Variant) => `${FILES_PATH}/${linkToken(id, variant, viewer, now, key)}`;
    const hints = viewer.role === 'coordinator' ? new Map<string, Taken>() : await this.files.hints(ids);
    const linked = new Map<string, LinkedFile>();
    for (const { id, state, mediaType, bytes, width, height } of found.values()) {
      if (state !== 'ready' || mediaType === null || bytes === null) continue;
      const thumbnail = mediaType.startsWith('image/') ? url(id, 'small') : null;
      const taken = hints.get(id) ?? null;
      linked.set(id, { mediaType, bytes, width, height, url: url(id, 'full'), thumbnail, taken });
    }
    return linked;
  }

  /** Null = the link is not this person's, has ended, or the file is gone. */
  async open(token: string, viewer: Viewer): Promise<ServedFile | null> {
    const link = readLinkToken(token, viewer, this.clock.now(), await this.key.get());
    const file = link && (await this.files.find(link.id));
    if (!file || file.state !== 'ready' || file.mediaType === null) return null;
    const keys = keysOf(file.id);
    const opened = await this.store.open(link.variant === 'small' ? keys.thumbnail : keys.file);
    return opened && { ...opened, file, mediaType: link.variant === 'small' ? 'image/jpeg' : file.mediaType };
  }
}
