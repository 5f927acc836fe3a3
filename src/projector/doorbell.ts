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
export interface Projected {
  position: string | null;
  changes: readonly ProjectedChange[];
  /** What was projected; absent when it is not known one by one. */
  events?: readonly StoredEvent[];
  /** Who listens ahead knows of the changes already. */
  isForetold?: boolean;
}

/** Changes whose commit has just begun. The events they follow from are durable and ask for them; only their commit may still fail. */
export interface Foretold extends Pick<Projected, 'changes' | 'events'> {
  /** Whether they are committed as foretold. False = what will be committed instead may be another batch under the same numbers. */
  committed: Promise<boolean>;
}

/** The in-process notification that read models changed. A listener that throws harms no one else. */
export class Doorbell {
  private readonly listeners = new Set<(projected: Projected) => void>();
  private readonly ahead = new Set<(foretold: Foretold) => void>();

  constructor(private readonly onError: (error: unknown) => void = () => undefined) {}

  /** Answers the function that ends it. */
  listen(listener: (projected: Projected) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The same for whoever need not wait for the commit. */
  listenAhead(listener: (foretold: Foretold) => void): () => void {
    this.ahead.add(listener);
    return () => void this.ahead.delete(listener);
  }

  ring(projected: Projected): void {
    this.tell(this.listeners, projected);
  }

  foretell(foretold: Foretold): void {
    this.tell(this.ahead, foretold);
  }

  private tell<What>(listeners: ReadonlySet<(what: What) => void>, what: What): void {
    for (const listener of listeners) {
      try {
        listener(what);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
