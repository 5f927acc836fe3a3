import type { DeciderDocument } from '../deciders/deciders.projection.js';
import type { ClaimDocument } from './claims.contract.js';
import { kindAndDay, nearKeysOf, overlapKeysOf, treesOf } from './near-keys.js';

/** Facts beside the claims. */
export interface Surroundings {
  /** The college for which a claim counts, after mergers. */
  ownerOf(challengeId: string, collegeId: string): string;
  /** Students of a college in a challenge; null = not known. */
  studentsOf(challengeId: string, collegeId: string): number | null;
  /** Text → what equal texts share. Texts without it are erased, or equal nothing. */
  likeness: ReadonlyMap<string, string>;
  /** File → files of other claims that equal it or look like it. */
  twins: ReadonlyMap<string, readonly string[]>;
  deciders: ReadonlyMap<string, DeciderDocument>;
}

/** The other claims that matter for one claim, in the order of their ids. */
export interface Near {
  /** Claims of the college in the challenge; those with days in common are among them. */
  college: readonly ClaimDocument[];
  /** The same in other challenges. */
  elsewhere: readonly ClaimDocument[];
  /** Claims of other colleges of the same kind and last day. */
  others: readonly ClaimDocument[];
  /** Claims of the college in the challenge with planted or living trees. */
  trees: readonly ClaimDocument[];
  /** Claims with one of the links. */
  linked: readonly ClaimDocument[];
  /** Claims with a file that equals one of this claim, or looks like it. */
  photographed: readonly ClaimDocument[];
  neighbours: Neighbours;
}

/**
 * Claims by the groups that they share. More claims than needed change no flag, so one instance serves a page or a whole challenge.
 */
export class Neighbours {
  /** Each group is in the order of the ids, so the order of reading changes no flag. */
  private readonly groups = new Map<string, ClaimDocument[]>();
  private readonly twins: ReadonlySet<string>;

  constructor(
    claims: readonly ClaimDocument[],
    readonly around: Surroundings,
  ) {
    this.twins = new Set([...around.twins.values()].flat());
    for (const claim of claims.toSorted(byId)) {
      if (claim.status === 'withdrawn') continue;
      const keys = [
        ...nearKeysOf({ ...claim, collegeId: this.owner(claim) }),
        ...this.linksOf(claim),
        ...this.photosOf(claim),
      ];
      for (const key of new Set(keys)) {
        const group = this.groups.get(key);
        if (group) group.push(claim);
        else this.groups.set(key, [claim]);
      }
    }
  }

  near(claim: ClaimDocument): Near {
    const owner = this.owner(claim);
    const college = this.others(claim, overlapKeysOf(claim, owner));
    const isInChallenge = ({ challengeId }: ClaimDocument) => challengeId === claim.challengeId;
    return {
      college: college.filter(isInChallenge),
      elsewhere: college.filter((one) => !isInChallenge(one)),
      others: this.others(claim, [kindAndDay(claim)]).filter((one) => this.owner(one) !== owner),
      trees: 'livingTrees' in claim.claimed ? this.others(claim, [treesOf(claim.challengeId, owner)]) : [],
      linked: this.others(claim, this.linksOf(claim)),
      photographed: this.others(claim, this.twinsOf(claim)),
      neighbours: this,
    };
  }

  owner({ challengeId, collegeId }: ClaimDocument): string {
    return this.around.ownerOf(challengeId, collegeId);
  }

  students(claim: ClaimDocument): number | null {
    return this.around.studentsOf(claim.challengeId, this.owner(claim));
  }

  isSamePlace(one: ClaimDocument, other: ClaimDocument): boolean {
    const place = this.placeOf(one);
    return place !== undefined && place === this.placeOf(other);
  }

  private placeOf({ details }: ClaimDocument): string | undefined {
    return details === null ? undefined : this.around.likeness.get(details);
  }

  private others(claim: ClaimDocument, keys: readonly string[]): ClaimDocument[] {
    const groups = keys.map((key) => this.groups.get(key) ?? []).filter((group) => group.length > 0);
    const all = groups.length > 1 ? [...new Set(groups.flat())].sort(byId) : (groups[0] ?? []);
    return all.filter(({ actionId }) => actionId !== claim.actionId);
  }

  /** Only files that are a twin of another one matter. */
  private photosOf({ evidence }: ClaimDocument): string[] {
    return evidence.filter((id) => this.twins.has(id)).map(photoKey);
  }

  private twinsOf({ evidence }: ClaimDocument): string[] {
    return evidence.flatMap((id) => this.around.twins.get(id) ?? []).map(photoKey);
  }

  private linksOf({ evidence }: ClaimDocument): string[] {
    return evidence.flatMap((id) => {
      const link = this.around.likeness.get(id);
      return link === undefined ? [] : [`link ${link}`];
    });
  }
}

const photoKey = (id: string) => `photo ${id}`;
const byId = (a: ClaimDocument, b: ClaimDocument) => (a.actionId < b.actionId ? -1 : 1);
