import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import { storeText } from '../vault/store-text.js';
import type { Vault } from '../vault/vault.js';
import type { Claim } from './action.js';
import type { ClaimInput } from './claim.js';

const detailsOf = ({ place, description }: ClaimInput) =>
  place === undefined && description === undefined ? null : { place, description };
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;

/**
 * Stores links and texts of a claim in the vault and returns the claim for an event. `present` is the evidence that may stay.
 * Throws invalid EVIDENCE_UNKNOWN.
 */
export async function storeClaim(
  vault: Vault,
  input: ClaimInput,
  place: string,
  present: readonly VaultRef[] = [],
): Promise<Claim> {
  const { links, keep = [], kind, doneFrom, doneOn, claimed, partners } = input;
  const details = detailsOf(input);
  const evidence = keep.map((id) => {
    const kept = present.find((ref) => ref.id === id);
    if (!kept) throw new DomainError('invalid', 'EVIDENCE_UNKNOWN', {}, 'keep');
    return kept;
  });
  for (const [index, url] of links.entries())
    evidence.push(await storeText(vault, 'link', { url }, `${place}/link/${index}`));
  const ref = details && (await storeText(vault, 'details', plain(details), `${place}/details`));
  const claim: Claim = { kind, doneOn, claimed, partners, evidence, details: ref };
  return doneFrom === undefined ? claim : { ...claim, doneFrom };
}

/**
 * True when a claim equals an earlier one. Commitments are salted, so texts are compared with the vault. An erased text equals
 * any other.
 */
export async function isSameClaim(vault: Vault, input: ClaimInput, earlier: Claim): Promise<boolean> {
  const { links, keep = [], place: _, description: __, ...numbers } = input;
  const { evidence, details, ...before } = earlier;
  const wanted = detailsOf(input);
  if (!isDeepStrictEqual(plain(numbers), plain(before)) || (details === null) !== (wanted === null)) return false;
  if (evidence.length !== keep.length + links.length) return false;
  const words = await vault.get([...evidence.map(({ id }) => id), ...(details ? [details.id] : [])]);
  const matches = (id: string, value: object) => !words.has(id) || isDeepStrictEqual(words.get(id), plain(value));
  const same = ({ id }: VaultRef, index: number) =>
    index < keep.length ? keep[index] === id : matches(id, { url: links[index - keep.length] });
  return evidence.every(same) && (!details || !wanted || matches(details.id, wanted));
}
