import type { StoredEvent } from '../event-store/event-store.js';
import type { Document } from './read-model.js';

export interface ProjectedChange {
  projection: string;
  upserts: readonly Document[];
  deletes: readonly string[];
  /** True when unlisted documents may have changed: after a rebuild, or when a notice was missed. */
  all: boolean;
}

/** Published after a commit, when readers already see the changes. */
export interface ProjectionNotice {
  position: string | null;
  changes: readonly ProjectedChange[];
  /** The projected events; absent when they are not known one by one. */
  events?: readonly StoredEvent[];
}

/** In-process notifications that read models changed. An error of one listener does not reach the others. */
export class ProjectionBus {
  private readonly listeners = new Set<(notice: ProjectionNotice) => void>();

  constructor(private readonly onError: (error: unknown) => void = () => undefined) {}

  /** Returns the function that ends the subscription. */
  subscribe(listener: (notice: ProjectionNotice) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(notice: ProjectionNotice): void {
    for (const listener of this.listeners) {
      try {
        listener(notice);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
