import { isDeepStrictEqual } from 'node:util';
import type { Vault } from '../../vault/vault.js';
import type { Claim, SubmittedAction } from '../action.js';
import { isSameClaim } from '../store-claim.js';
import { NUMBER_COLUMNS } from './columns.js';
import { type ImportedAction, TEXTS } from './import-actions.js';

/**
 * Columns in which a row differs from the action it became before.
 * None when the row says what came in first, or what holds now. Evidence attached later is no difference, nor is a column that
 * the sheet lacks.
 */
export async function changedColumns(vault: Vault, row: ImportedAction, stored: SubmittedAction): Promise<string[]> {
  const asImported = (claim: Claim) => ({ ...claim, evidence: claim.evidence.slice(0, row.claim.links.length) });
  const isSameCollege = stored.ref.collegeId === row.collegeId;
  for (const claim of [stored.first, stored.claim])
    if (isSameCollege && (await isSameClaim(vault, await completed(vault, row, claim), asImported(claim)))) return [];
  const { claim } = stored;
  const columns = [
    ...(isSameCollege ? [] : ['college']),
    ...(claim.kind === row.claim.kind ? [] : ['action_kind']),
    ...(claim.doneOn === row.claim.doneOn && claim.doneFrom === row.claim.doneFrom ? [] : ['done_on']),
    ...Object.entries(NUMBER_COLUMNS)
      .filter(([column]) => row.columns.includes(column))
      .filter(([, { metric }]) => !isDeepStrictEqual({ ...claim.claimed[metric] }, { ...row.claim.claimed[metric] }))
      .map(([column]) => column),
  ];
  return columns.length > 0 ? [...new Set(columns)] : ['title_original', 'quote', 'url', 'locality'];
}

/** The claim of a row, with what its sheet has no column for taken from an earlier one. */
async function completed(
  vault: Vault,
  { columns, claim }: ImportedAction,
  earlier: Claim,
): Promise<ImportedAction['claim']> {
  const said = new Set(columns.map((column) => NUMBER_COLUMNS[column]?.metric));
  const unsaid = Object.fromEntries(Object.entries(earlier.claimed).filter(([metric]) => !said.has(metric)));
  const words = earlier.details && (await vault.get([earlier.details.id])).get(earlier.details.id);
  // A number beside the claim is a line of the description: a row with one says other words.
  const isSilent = claim.description === undefined && !TEXTS.some((column) => columns.includes(column));
  const { place, description } = (words ?? {}) as Pick<typeof claim, 'place' | 'description'>;
  return {
    ...claim,
    claimed: { ...unsaid, ...claim.claimed },
    ...(columns.includes('locality') || place === undefined ? {} : { place }),
    ...(isSilent && description !== undefined ? { description } : {}),
  };
}
