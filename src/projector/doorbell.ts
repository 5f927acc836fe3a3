import type { StoredEvent } from '../event-store/event-store.js';
import type { Document } from './read-model.js';

export interface ProjectedChange {
  projection: string;
  upserts: readonly Document[];
  deletes: readonly string[];
  /** True when documents changed that are not listed: a rebuild was switched to, or another process wrote. */
  all: boolean;
}

/** Rung after a commit: readers already see what it tells of. */
export interface ProjectionNotice {
  position: string | null;
  changes: readonly ProjectedChange[];
  /** What was projected; absent when it is not known one by one. */
  events?: readonly StoredEvent[];
}

/** The in-process notification that read models changed. A listener that throws harms no one else. */
export class ProjectionBus {
  private readonly listeners = new Set<(projected: ProjectionNotice) => void>();

  constructor(private readonly onError: (error: unknown) => void = () => undefined) {}

  /** Answers the function that ends it. */
  subscribe(listener: (projected: ProjectionNotice) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(projected: ProjectionNotice): void {
    for (const listener of this.listeners) {
      try {
        listener(projected);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
