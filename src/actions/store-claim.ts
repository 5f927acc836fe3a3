import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../event-store/domain-error.js';
import type { ActionFiles } from '../evidence/index.js';
import type { Attestation, EvidenceRef } from '../events/values.js';
import { storeText } from '../vault/store-text.js';
import type { Vault } from '../vault/vault.js';
import type { Actor, Claim } from './action.js';
import type { ClaimInput } from './claim.js';

const detailsOf = ({ place, description }: ClaimInput) =>
  place === undefined && description === undefined ? null : { place, description };
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;

/** Where a claim is stored: its texts, and the files that it names. */
export interface ClaimStores {
  vault: Vault;
  files: Pick<ActionFiles, 'bind'>;
}

/** Whose claim it is, and under which place of the vault its texts come. */
export interface ClaimPlace {
  stream: string;
  collegeId: string;
  place: string;
  by: Actor;
}

/** Throws invalid ATTESTATION_MISSING. */
export function requireAttestation(given: Attestation | undefined): void {
  if (given === undefined) throw new DomainError('invalid', 'ATTESTATION_MISSING', {}, 'attestation');
}

/** A file that stays may be named among the files too. */
const newFiles = ({ files = [], keep = [] }: ClaimInput) => files.filter((id) => !keep.includes(id));

/**
 * Stores links and texts of a claim in the vault, and returns it with its files for an event. `earlier` is the claim
 * whose evidence may stay. Throws invalid EVIDENCE_UNKNOWN and ATTESTATION_MISSING, and what naming a file throws.
 */
export async function storeClaim(
  { vault, files: actionFiles }: ClaimStores,
  input: ClaimInput,
  { stream, collegeId, place, by }: ClaimPlace,
  earlier?: Pick<Claim, 'evidence' | 'attestation'>,
): Promise<Claim> {
  const { links, keep = [], kind, doneFrom, doneOn, claimed, partners } = input;
  const files = newFiles(input);
  const details = detailsOf(input);
  const evidence: EvidenceRef[] = keep.map((id) => {
    const kept = earlier?.evidence.find((ref) => ref.id === id);
    if (!kept) throw new DomainError('invalid', 'EVIDENCE_UNKNOWN', {}, 'keep');
    return kept;
  });
  const isFileKept = evidence.some(({ mediaType }) => mediaType !== undefined);
  const attested = input.attestation ?? (isFileKept && files.length === 0 ? earlier?.attestation : undefined);
  if (files.length > 0) requireAttestation(attested);
  evidence.push(...(await actionFiles.bind(files, { stream, collegeId }, by)));
  for (const [index, url] of links.entries())
    evidence.push(await storeText(vault, 'link', { url }, `${place}/link/${index}`));
  const ref = details && (await storeText(vault, 'details', plain(details), `${place}/details`));
  const claim: Claim = { kind, doneOn, claimed, partners, evidence, details: ref };
  return {
    ...claim,
    ...(doneFrom === undefined ? {} : { doneFrom }),
    ...(attested === undefined ? {} : { attestation: attested }),
  };
}

/**
 * True when a claim equals an earlier one. Commitments are salted, so texts are compared with the vault. An erased text equals
 * any other; files are equal by their ids.
 */
export async function isSameClaim(vault: Vault, input: ClaimInput, earlier: Claim): Promise<boolean> {
  const { links, keep = [], files: _, place: __, description: ___, ...numbers } = input;
  const { evidence, details, ...before } = earlier;
  const wanted = detailsOf(input);
  const files = newFiles(input);
  const attestation = numbers.attestation ?? (files.length === 0 ? before.attestation : undefined);
  if (!isDeepStrictEqual(plain({ ...numbers, attestation }), plain(before))) return false;
  const ids = [...keep, ...files];
  if ((details === null) !== (wanted === null) || evidence.length !== ids.length + links.length) return false;
  const words = await vault.get([...evidence.map(({ id }) => id), ...(details ? [details.id] : [])]);
  const matches = (id: string, value: object) => !words.has(id) || isDeepStrictEqual(words.get(id), plain(value));
  const same = ({ id }: EvidenceRef, index: number) =>
    index < ids.length ? ids[index] === id : matches(id, { url: links[index - ids.length] });
  return evidence.every(same) && (!details || !wanted || matches(details.id, wanted));
}
