export const ERASABLE = ['person', 'action', 'college', 'challenge', 'objection'] as const;

export type TextOwner = Exclude<(typeof ERASABLE)[number], 'person'>;

export interface Erasing {
  of: (typeof ERASABLE)[number];
  id: string;
  /** Only these texts of it; absent = all. */
  texts?: readonly string[];
  reason: string;
  /** Lists what is there and erases nothing. */
  dryRun: boolean;
}

export interface ErasureResult {
  /** Null = nothing new was written to the history. */
  position: string | null;
  dryRun: boolean;
  /** Persons, texts and stored responses that were erased, or would be. */
  people: number;
  texts: number;
  responses: number;
  items: readonly { id: string; kind: string; stream: string; storedAt: string }[];
}
