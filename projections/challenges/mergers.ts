/** Oldest first. */
export type Mergers = readonly { from: string; into: string }[];

/** The college for which a college counts: itself, or the one it merged into. */
export const ownerAmong = (merged: Mergers, collegeId: string): string => {
  const into = merged.find(({ from }) => from === collegeId)?.into;
  return into === undefined ? collegeId : ownerAmong(merged, into);
};

/** The other colleges that count for this one. */
export const membersAmong = (merged: Mergers, collegeId: string): string[] =>
  merged.map(({ from }) => from).filter((from) => ownerAmong(merged, from) === collegeId);
