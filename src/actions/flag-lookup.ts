import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import { membersAmong, ownerAmong } from '../../projections/challenges/mergers.js';
import type { ClaimDocument } from '../../projections/claims/claims.contract.js';
import { claimsProjection } from '../../projections/claims/claims.projection.js';
import type { Flag } from '../../projections/claims/flag.js';
import { flagsOf } from '../../projections/claims/flags.js';
import { neighbourKeysOf } from '../../projections/claims/near-keys.js';
import { Neighbours, type Surroundings } from '../../projections/claims/neighbours.js';
import { decidersProjection, type DeciderDocument } from '../../projections/deciders/deciders.projection.js';
import { ReadModel } from '../projector/read-model.js';
import { Vault } from '../vault/vault.js';
import { ActionFiles } from '../evidence/index.js';

/** From this number of groups on, reading all claims costs less: the database compares each found claim with all groups. */
const MANY_GROUPS = 500;
const AT_ONCE = 100;
const ACTION_STREAM = 'action-';

type Twin = Awaited<ReturnType<ActionFiles['twins']>>[number];
type Challenges = Pick<Surroundings, 'ownerOf' | 'studentsOf'> & {
  /** All colleges whose actions count for the college of a claim. */
  collegesOf(claim: ClaimDocument): string[];
};

/** Computes sanity flags from the documents of projections, from the keys of equal links and places, and from like files. */
@Injectable()
export class FlagLookup {
  constructor(
    private readonly documents: ReadModel,
    private readonly vault: Vault,
    private readonly files: ActionFiles,
  ) {}

  /** Flags by action id. */
  async ofActions(actionIds: readonly string[]): Promise<Map<string, Flag[]>> {
    return this.of([...(await this.documents.bodies<ClaimDocument>(claimsProjection.name, actionIds)).values()]);
  }

  async of(claims: readonly ClaimDocument[]): Promise<Map<string, Flag[]>> {
    if (claims.length === 0) return new Map();
    const challenges = await this.challenges();
    const links = await this.vault.matchKeys(claims.flatMap(({ evidence }) => evidence));
    const twins = await this.files.twins(claims.flatMap(({ evidence }) => evidence));
    const found = await this.neighbours(claims, challenges, links, twins);
    const reviewers = claims.flatMap(({ approvals }) => approvals.map(({ reviewer }) => reviewer));
    const near = new Neighbours(found.claims, {
      ...challenges,
      likeness: new Map([...links, ...found.links, ...(await this.places(found.claims))]),
      twins: byFile(twins),
      deciders: await this.documents.bodies<DeciderDocument>(decidersProjection.name, reviewers),
    });
    const flags = new Map<string, Flag[]>();
    for (const claim of claims) {
      flags.set(claim.actionId, flagsOf(claim, near));
      // Live boards and other requests come between.
      if (flags.size % AT_ONCE === 0) await setImmediate();
    }
    return flags;
  }

  /** The claims with all neighbours of theirs, and the keys of the links that they share. */
  private async neighbours(
    claims: readonly ClaimDocument[],
    { collegesOf }: Challenges,
    own: ReadonlyMap<string, string>,
    twins: readonly Twin[],
  ) {
    const near = new Set(claims.flatMap((claim) => neighbourKeysOf(claim, collegesOf(claim))));
    const options = near.size < MANY_GROUPS ? { near: [...near] } : {};
    const grouped = await this.documents.list<ClaimDocument>(claimsProjection.name, options);
    const texts = await this.vault.matching([...new Set(own.values())]);
    const ids = [...texts, ...twins].flatMap(({ stream }) =>
      stream?.startsWith(ACTION_STREAM) ? [stream.slice(ACTION_STREAM.length)] : [],
    );
    const found = new Map(grouped.items.map(({ key, body }) => [key, body]));
    const linked = [...new Set(ids)].filter((id) => !found.has(id));
    for (const [key, body] of await this.documents.bodies<ClaimDocument>(claimsProjection.name, linked))
      found.set(key, body);
    return { claims: [...found.values()], links: new Map(texts.map(({ id, key }) => [id, key])) };
  }

  private places(claims: readonly ClaimDocument[]): Promise<Map<string, string>> {
    return this.vault.matchKeys(claims.flatMap(({ details }) => details ?? []));
  }

  private async challenges(): Promise<Challenges> {
    const { items } = await this.documents.list<ChallengeDocument>(challengesProjection.name);
    const live = new Map(items.map(({ key, body }) => [key, body.live]));
    const mergersOf = (challengeId: string) => live.get(challengeId)?.merged ?? [];
    const ownerOf = (challengeId: string, collegeId: string) => ownerAmong(mergersOf(challengeId), collegeId);
    const students = new Map(
      items.flatMap(({ key, body }) =>
        body.live.entrants.map((entrant) => [`${key} ${entrant.collegeId}`, entrant.students] as const),
      ),
    );
    return {
      ownerOf,
      studentsOf: (challengeId, collegeId) => students.get(`${challengeId} ${collegeId}`) ?? null,
      collegesOf: ({ challengeId, collegeId }) => {
        const owner = ownerOf(challengeId, collegeId);
        // Actions of a merged college count for another one in this challenge alone; more claims do no harm.
        const merged = [...live.values()].flatMap((challenge) => membersAmong(challenge.merged, owner));
        return [...new Set([owner, collegeId, ...merged])];
      },
    };
  }
}

function byFile(twins: readonly Twin[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { file, other } of twins) grouped.set(file, [...(grouped.get(file) ?? []), other]);
  return grouped;
}
