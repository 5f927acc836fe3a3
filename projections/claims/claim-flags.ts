import type { ClaimDocument } from './claims.contract.js';
import { type Flag, flag } from './flag.js';
import type { Near } from './neighbours.js';

/** Flags that a claim raises by its own numbers. */

const GRAMS_A_PERSON = 100_000;
const TREES_A_PERSON = 3;
const BENEFICIARIES = 50;

const numberOf = ({ claimed }: ClaimDocument, metric: string): number | null =>
  Object.hasOwn(claimed, metric) ? claimed[metric]! : null;

function perPerson(claim: ClaimDocument, metric: string, most: number) {
  const participants = numberOf(claim, 'participants');
  const value = numberOf(claim, metric) ?? 0;
  return participants !== null && participants > 0 && value > most * participants ? { value, participants } : null;
}

export function muchWaste(claim: ClaimDocument): Flag | null {
  const found = perPerson(claim, 'grams', GRAMS_A_PERSON);
  return found && flag('much-waste-a-person', { grams: found.value, participants: found.participants });
}

export function manyTrees(claim: ClaimDocument): Flag | null {
  const found = perPerson(claim, 'trees', TREES_A_PERSON);
  return found && flag('many-trees-a-person', { trees: found.value, participants: found.participants });
}

export function manyParticipants(claim: ClaimDocument, { neighbours }: Near): Flag | null {
  const [participants, students] = [numberOf(claim, 'participants') ?? 0, neighbours.students(claim)];
  if (students === null || participants <= students) return null;
  return flag('more-participants-than-students', { participants, students });
}

export function manyBeneficiaries(claim: ClaimDocument): Flag | null {
  const beneficiaries = numberOf(claim, 'beneficiaries') ?? 0;
  return beneficiaries > BENEFICIARIES ? flag('many-beneficiaries', { beneficiaries, usual: BENEFICIARIES }) : null;
}

/** More than one and a half times the claim. Participants that were not claimed are no finding: they are often counted later. */
const isFarAbove = (approved: number, claimed: number | null, metric: string) =>
  claimed === null ? metric !== 'participants' && approved > 0 : 2 * approved > 3 * claimed;

/** One flag for each number of the first report: a small claim may only hold the day of submission. */
export function grownByRevision(claim: ClaimDocument): Flag[] {
  return Object.entries(claim.firstClaimed)
    .map(([metric, claimed]) => ({ metric, claimed, value: numberOf(claim, metric) ?? 0 }))
    .filter(({ metric, claimed, value }) => isFarAbove(value, claimed, metric))
    .map(({ metric, claimed, value }) => flag('grown-by-revision', { value, claimed }, { metric }));
}

/** One flag for each metric. */
export function farAboveClaim(claim: ClaimDocument): Flag[] {
  return Object.entries(claim.verified ?? {})
    .filter(([metric, approved]) => isFarAbove(approved, numberOf(claim, metric), metric))
    .map(([metric, approved]) =>
      flag('approved-far-above-claim', { approved, claimed: numberOf(claim, metric) ?? 0 }, { metric }),
    );
}
