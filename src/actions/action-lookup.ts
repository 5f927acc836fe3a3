import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { ActionDocument, ActionObjection } from '../../projections/review-queue/review-queue.projection.js';
import { AccountDirectory, resetBefore } from '../accounts/index.js';
import { entryWords } from '../events/event-words.js';
import { formatReceipt } from '../events/receipt.js';
import { EvidenceLinks } from '../evidence/index.js';
import { reasonText } from '../events/reason-words.js';
import type { Viewer } from '../http/access.js';
import { ReadModel } from '../projector/read-model.js';
import { erasedOn, noteOf } from '../vault/erased-on.js';
import { type Lookup, Vault } from '../vault/vault.js';
import type { ActionDetails, ActionStep } from './actions.contract.js';
import { FlagLookup } from './flag-lookup.js';
import { flagWords } from './flag-words.js';

type Words = { url?: string; place?: string; description?: string };

/** Actions for staff and their own colleges: the document, its texts and its sanity flags. */
@Injectable()
export class ActionLookup {
  constructor(
    private readonly vault: Vault,
    private readonly accounts: AccountDirectory,
    private readonly flags: FlagLookup,
    private readonly documents: ReadModel,
    private readonly links: EvidenceLinks,
  ) {}

  /** Coordinators see no flags: those name actions of other colleges, and say what to avoid. */
  async describe(actions: readonly ActionDocument[], viewer: Viewer): Promise<ActionDetails[]> {
    const isCoordinator = viewer.role === 'coordinator';
    const found = await this.vault.look([...new Set(actions.flatMap(refsOf))]);
    const flags = isCoordinator ? null : await this.flags.ofActions(actions.map(({ actionId }) => actionId));
    const files = await this.links.of([...new Set(actions.flatMap(({ evidence }) => evidence))], viewer);
    const cancelled = await this.cancelled(actions);
    const described: ActionDetails[] = [];
    for (const action of actions) {
      const details = toActionDetails(action, found, isCoordinator);
      described.push({
        ...details,
        evidence: details.evidence.map((one) => ({ ...one, file: files.get(one.id) ?? null })),
        objections: action.objections.map((one) => toObjection(one, cancelled.has(action.challengeId))),
        journal: await Promise.all(details.journal.map((step) => this.flagged(step))),
        flags: (flags?.get(action.actionId) ?? []).map((flag) => ({ ...flag, words: flagWords(flag) })),
      });
    }
    return described;
  }

  private async flagged<Step extends { actor: string | null; at: string }>(step: Step) {
    const resets = step.actor === null ? [] : await this.accounts.resetsOf(step.actor);
    return { ...step, afterReset: resetBefore(resets, step.at) };
  }

  /** Cancelled challenges of actions with an open objection. */
  private async cancelled(actions: readonly ActionDocument[]): Promise<Set<string>> {
    const cancelled = new Set<string>();
    const open = actions.filter(({ objections }) => objections.some(({ state }) => state === 'open'));
    for (const id of new Set(open.map(({ challengeId }) => challengeId))) {
      const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, id);
      if (found?.live.state === 'cancelled') cancelled.add(id);
    }
    return cancelled;
  }
}

/** A cancelled challenge ends the objections that are open. */
const toObjection = (one: ActionObjection, isCancelled: boolean): ActionDetails['objections'][number] => ({
  ...one,
  state: isCancelled && one.state === 'open' ? 'ended' : one.state,
  reasonText: reasonText(one.reason),
  settlement: one.settlement && { ...one.settlement, reasonText: reasonText(one.settlement.reason) },
});

const refsOf = ({ evidence, details, journal }: ActionDocument) =>
  [...evidence, details, ...journal.map(({ note }) => note)].filter((id): id is string => id !== null);

function toActionDetails(
  action: ActionDocument,
  found: Lookup,
  discreet: boolean,
): Omit<ActionDetails, 'flags' | 'journal' | 'objections' | 'evidence'> & {
  journal: Omit<ActionStep, 'afterReset'>[];
  evidence: Omit<ActionDetails['evidence'][number], 'file'>[];
} {
  const { actionId, deciders: _, objections: __, details, evidence, journal, endorsements, receipt, ...rest } = action;
  const { values, erased } = found;
  const words = values as ReadonlyMap<string, Words>;
  const erasedOf = (id: string | null) => erasedOn(id === null ? undefined : erased.get(id));
  const said = details === null ? undefined : words.get(details);
  return {
    id: actionId,
    receipt: receipt === null ? null : formatReceipt(receipt),
    // One journal line per event; hidden from readers who do not see every line.
    revision: discreet ? null : journal.length - 1,
    ...rest,
    endorsement: discreet ? null : (endorsements.at(-1) ?? null),
    endorsements: discreet ? [] : endorsements,
    evidence: evidence.map((id) => ({ id, url: words.get(id)?.url ?? null, erased: erasedOf(id) })),
    place: said?.place ?? null,
    description: said?.description ?? null,
    detailsId: details,
    detailsErased: erasedOf(details),
    journal: journal
      .filter(({ type }) => !discreet || type !== 'ActionEndorsed')
      .map(({ note, actor, ...step }) => ({
        ...step,
        ...entryWords(step),
        actor: discreet ? null : actor,
        ...noteOf(note, found),
      })),
  };
}
