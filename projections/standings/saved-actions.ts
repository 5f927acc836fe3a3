import type { Verified } from '../../src/events/values.js';
import { growing, type ActionRecord, type ActionStatus } from './standings.state.js';

/**
 * The actions of all colleges of a view, field by field instead of record by record: a text a third as long, read in a third of the time.
 * What many actions have alike stands in `texts` and `verifieds` once, and by its place there everywhere else.
 */
export interface SavedActions {
  /** How many each college has, in the order of the colleges. */
  counts: number[];
  ids: string[];
  revisions: number[];
  kinds: number[];
  doneOn: number[];
  submittedOn: number[];
  rulebookVersions: number[];
  statuses: number[];
  /** 1 = endorsed, 2 = disputed. */
  flags: number[];
  /** -1 = none. */
  verified: number[];
  /** Pieces of each action, and their ids one after another. */
  evidenceCounts: number[];
  evidence: string[];
  /** What decided; -1 = no decision, and nothing stands for it in the next two. */
  decisionTypes: number[];
  decisionEvents: string[];
  decidedAt: string[];
  texts: string[];
  verifieds: Verified[];
}

const STATUSES: readonly ActionStatus[] = ['submitted', 'needs-info', 'approved', 'rejected', 'revoked', 'withdrawn'];
const ENDORSED = 1;
const DISPUTED = 2;
const NONE = -1;
/** Records are replaced and never changed, so all that have none may share it. */
const noEvidence = Object.freeze([]) as unknown as string[];

/** Texts by their place in the order in which they came. */
class Places {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  of(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

export function saveActions(colleges: Iterable<Readonly<Record<string, ActionRecord>>>): SavedActions {
  const [texts, verifieds] = [new Places(), new Places()];
  const saved: SavedActions = {
    counts: [],
    ids: [],
    revisions: [],
    kinds: [],
    doneOn: [],
    submittedOn: [],
    rulebookVersions: [],
    statuses: [],
    flags: [],
    verified: [],
    evidenceCounts: [],
    evidence: [],
    decisionTypes: [],
    decisionEvents: [],
    decidedAt: [],
    texts: texts.texts,
    verifieds: [],
  };
  for (const actions of colleges) {
    const before = saved.ids.length;
    for (const id in actions) {
      const action = actions[id]!;
      saved.ids.push(id);
      saved.revisions.push(action.revision);
      saved.kinds.push(texts.of(action.kind));
      saved.doneOn.push(texts.of(action.doneOn));
      saved.submittedOn.push(texts.of(action.submittedOn));
      saved.rulebookVersions.push(action.rulebookVersion);
      saved.statuses.push(STATUSES.indexOf(action.status));
      saved.flags.push((action.endorsed ? ENDORSED : 0) | (action.disputed ? DISPUTED : 0));
      saved.verified.push(action.verified ? verifieds.of(JSON.stringify(action.verified)) : NONE);
      saved.evidenceCounts.push(action.evidence.length);
      for (const piece of action.evidence) saved.evidence.push(piece);
      saved.decisionTypes.push(action.decision ? texts.of(action.decision.type) : NONE);
      if (!action.decision) continue;
      saved.decisionEvents.push(action.decision.eventId);
      saved.decidedAt.push(action.decision.at);
    }
    saved.counts.push(saved.ids.length - before);
  }
  saved.verifieds = verifieds.texts.map((text) => JSON.parse(text) as Verified);
  return saved;
}

/** The actions of each college, in the order of the colleges. */
export function* loadActions(saved: SavedActions): Generator<Record<string, ActionRecord>> {
  const { texts, verifieds } = saved;
  let [one, piece, decision] = [0, 0, 0];
  for (const count of saved.counts) {
    const actions = growing<ActionRecord>();
    for (const last = one + count; one < last; one += 1) {
      const pieces = saved.evidenceCounts[one]!;
      const decisionType = saved.decisionTypes[one]!;
      const verified = saved.verified[one]!;
      actions[saved.ids[one]!] = {
        endorsed: (saved.flags[one]! & ENDORSED) !== 0,
        verified: verified === NONE ? null : verifieds[verified]!,
        decision:
          decisionType === NONE
            ? null
            : {
                eventId: saved.decisionEvents[decision]!,
                at: saved.decidedAt[decision]!,
                type: texts[decisionType]!,
              },
        revision: saved.revisions[one]!,
        kind: texts[saved.kinds[one]!]!,
        doneOn: texts[saved.doneOn[one]!]!,
        submittedOn: texts[saved.submittedOn[one]!]!,
        rulebookVersion: saved.rulebookVersions[one]!,
        status: STATUSES[saved.statuses[one]!]!,
        disputed: (saved.flags[one]! & DISPUTED) !== 0,
        evidence: pieces === 0 ? noEvidence : saved.evidence.slice(piece, piece + pieces),
      };
      piece += pieces;
      if (decisionType !== NONE) decision += 1;
    }
    yield actions;
  }
}
