import type { Draft, TypedNumber } from './draft.js';
import type { DraftFile } from './draft-file.js';

/** Numbers that were reported; an empty field is absent, which is not 0. */
export const claimedOf = (claimed: Readonly<Record<string, TypedNumber>>) =>
  Object.fromEntries(
    Object.entries(claimed).flatMap(([metric, { value, precision }]) =>
      value === null ? [] : [[metric, { value, precision }]],
    ),
  );

const words = (text: string): string | undefined => text.normalize('NFC').trim() || undefined;

/** Fields of the claim as `PUT /api/actions/:id` and its revision take them. */
export function claimBody(draft: Draft, files: readonly Pick<DraftFile, 'id'>[]) {
  const { kind, doneFrom, doneOn, claimed, partners, links, place, description, attestation } = draft;
  return {
    kind: kind ?? '',
    ...(doneFrom !== null && doneFrom !== doneOn && { doneFrom }),
    doneOn: doneOn ?? '',
    claimed: claimedOf(claimed),
    partners: [...partners],
    links: links.flatMap((link) => words(link) ?? []),
    files: files.map(({ id }) => id),
    ...(attestation !== null && { attestation }),
    place: words(place),
    description: words(description),
  };
}
