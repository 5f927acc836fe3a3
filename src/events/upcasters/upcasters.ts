import type { EventType } from '../schemas.js';

type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>;

/** One pure step per event type and old schema version; the first turns version 1 into 2. */
export const upcasters: { readonly [Type in EventType]?: readonly Upcaster[] } = {
  CollegeLeft: [(data) => ({ ...data, reason: 'not-stated', countsInTotals: false })],
  // Version 2 has more decisions, with fields of their own.
  ActionEndorsed: [(data) => data],
  ActionRevised: [(data) => ({ ...data, submittedOn: null, rulebookVersion: null })],
};

/** The version of a payload written today. */
export function newestVersion(type: EventType): number {
  return 1 + (upcasters[type]?.length ?? 0);
}

/** Brings a stored payload of any version ever shipped to the newest one. */
export function upcast(type: EventType, version: number, data: Record<string, unknown>): Record<string, unknown> {
  return (upcasters[type] ?? []).slice(version - 1).reduce((older, step) => step(older), data);
}
