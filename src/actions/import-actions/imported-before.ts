import { isDeepStrictEqual } from 'node:util';
import type { Vault } from '../../vault/vault.js';
import type { Claim, SubmittedAction } from '../action.js';
import { isSameClaim } from '../store-claim.js';
import { NUMBER_COLUMNS } from './columns.js';
import type { ImportedAction } from './import-actions.js';

/**
 * Columns in which a row differs from the action it became before.
 * None when the row says what came in first, or what holds now; evidence attached later is no difference.
 */
export async function changedColumns(vault: Vault, row: ImportedAction, stored: SubmittedAction): Promise<string[]> {
  const asImported = (claim: Claim) => ({ ...claim, evidence: claim.evidence.slice(0, row.claim.links.length) });
  const isSameCollege = stored.ref.collegeId === row.collegeId;
  for (const claim of [stored.first, stored.claim])
    if (isSameCollege && (await isSameClaim(vault, row.claim, asImported(claim)))) return [];
  const { claim } = stored;
  const columns = [
    ...(isSameCollege ? [] : ['college']),
    ...(claim.kind === row.claim.kind ? [] : ['action_kind']),
    ...(claim.doneOn === row.claim.doneOn && claim.doneFrom === row.claim.doneFrom ? [] : ['done_on']),
    ...Object.entries(NUMBER_COLUMNS)
      .filter(([, { metric }]) => !isDeepStrictEqual({ ...claim.claimed[metric] }, { ...row.claim.claimed[metric] }))
      .map(([column]) => column),
  ];
  return columns.length > 0 ? [...new Set(columns)] : ['title_original', 'quote', 'url', 'locality'];
}
