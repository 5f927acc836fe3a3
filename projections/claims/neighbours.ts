import type { DeciderDocument } from '../deciders/deciders.projection.js';
import type { ClaimDocument } from './claims.contract.js';
import { collegeMonth, kindAndDay, monthsOf, nearKeysOf, treesOf } from './near-keys.js';

/** Facts beside the claims. */
export interface Surroundings {
  /** The college for which a claim counts, after mergers. */
  ownerOf(challengeId: string, collegeId: string): string;
  /** Students of a college in a challenge; null = not known. */
  studentsOf(challengeId: string, collegeId: string): number | null;
  /** Text → what equal texts share. Texts without it are erased, or equal nothing. */
  likeness: ReadonlyMap<string, string>;
  deciders: ReadonlyMap<string, DeciderDocument>;
}

/**
 * Claims by the groups that they share. More claims than needed change no flag, so one instance serves a page or a whole challenge.
 */
export class Neighbours {
  private readonly groups = new Map<string, ClaimDocument[]>();

  constructor(
    claims: Iterable<ClaimDocument>,
    readonly around: Surroundings,
  ) {
    for (const claim of claims) {
      if (claim.status === 'withdrawn') continue;
      for (const key of this.keysOf(claim)) {
        const group = this.groups.get(key);
        if (group) group.push(claim);
        else this.groups.set(key, [claim]);
      }
    }
  }

  owner({ challengeId, collegeId }: ClaimDocument): string {
    return this.around.ownerOf(challengeId, collegeId);
  }

  students(claim: ClaimDocument): number | null {
    return this.around.studentsOf(claim.challengeId, this.owner(claim));
  }

  /** Other claims of the college in the months of the claim, in all challenges. */
  ofCollege(claim: ClaimDocument): ClaimDocument[] {
    return this.others(
      claim,
      monthsOf(claim).map((month) => collegeMonth(this.owner(claim), month)),
    );
  }

  /** Claims of other colleges of the same kind and last day. */
  ofOthers(claim: ClaimDocument): ClaimDocument[] {
    return this.others(claim, [kindAndDay(claim)]).filter((one) => this.owner(one) !== this.owner(claim));
  }

  /** Other claims of the college in the challenge with planted or living trees. */
  withTrees(claim: ClaimDocument): ClaimDocument[] {
    return this.others(claim, [treesOf(claim.challengeId, this.owner(claim))]);
  }

  /** Other claims with one of the links. */
  sharingLink(claim: ClaimDocument): ClaimDocument[] {
    return this.others(claim, this.linksOf(claim));
  }

  isSamePlace(one: ClaimDocument, other: ClaimDocument): boolean {
    const [a, b] = [one, other].map(({ details }) => details && this.around.likeness.get(details));
    return Boolean(a) && a === b;
  }

  /** By id, so that a flag is the same in whatever order the claims were read. */
  private others(claim: ClaimDocument, keys: readonly string[]): ClaimDocument[] {
    const found = new Map<string, ClaimDocument>();
    for (const one of keys.flatMap((key) => this.groups.get(key) ?? [])) found.set(one.actionId, one);
    found.delete(claim.actionId);
    return [...found.values()].sort((a, b) => (a.actionId < b.actionId ? -1 : 1));
  }

  /** The groups of a claim; its college is the one after mergers. */
  private keysOf(claim: ClaimDocument): Set<string> {
    return new Set([...nearKeysOf({ ...claim, collegeId: this.owner(claim) }), ...this.linksOf(claim)]);
  }

  private linksOf({ evidence }: ClaimDocument): string[] {
    return evidence.flatMap((id) => {
      const link = this.around.likeness.get(id);
      return link === undefined ? [] : [`link ${link}`];
    });
  }
}
