import type { ProjectedChange } from './doorbell.js';
import type { Commit } from './read-model.js';

/** What commits change, projection by projection; those that change nothing are left out. */
export function changesOf(commits: readonly Commit[]): ProjectedChange[] {
  return commits
    .map(({ projection, upserts, deletes }) => ({ projection, upserts, deletes, all: false }))
    .filter(({ upserts, deletes }) => upserts.length + deletes.length > 0);
}
