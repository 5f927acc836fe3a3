import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import { reviewQueueProjection, type ActionDocument } from '../../projections/review-queue/review-queue.projection.js';
import { AccountDirectory, resetBefore } from '../accounts/index.js';
import { ownerAmong } from '../challenges/index.js';
import { entryWords } from '../events/event-words.js';
import type { Viewer } from '../http/access.js';
import { ReadModel } from '../projector/read-model.js';
import { erasedOn } from '../vault/erased-on.js';
import { type Lookup, Vault } from '../vault/vault.js';
import type { ActionDetails, ActionStep } from './actions.contract.js';
import { flagsOf } from './sanity-flags.js';

type Words = { url?: string; text?: string; place?: string; description?: string };

/** Actions for staff and their own colleges: the document, its texts and its sanity flags. */
@Injectable()
export class ActionLookup {
  constructor(
    private readonly documents: ReadModel,
    private readonly vault: Vault,
    private readonly accounts: AccountDirectory,
  ) {}

  async describe(actions: readonly ActionDocument[], viewer: Viewer): Promise<ActionDetails[]> {
    const found = await this.vault.look([...new Set(actions.flatMap(refsOf))]);
    const students = await this.students(new Set(actions.map(({ challengeId }) => challengeId)));
    const described: ActionDetails[] = [];
    for (const action of actions) {
      const { claimed, challengeId, collegeId } = action;
      // Flags help to decide, so a decided action needs none from its neighbours.
      const around = action.pending ? await this.neighbours(action) : { twins: 0, planted: null };
      const flags = flagsOf({ claimed, students: students.get(`${challengeId} ${collegeId}`) ?? null, ...around });
      const details = toActionDetails(action, found, viewer.role === 'coordinator');
      described.push({
        ...details,
        journal: await Promise.all(details.journal.map((step) => this.flagged(step))),
        flags,
      });
    }
    return described;
  }

  private async flagged<Step extends { actor: string | null; at: string }>(step: Step) {
    const resets = step.actor === null ? [] : await this.accounts.resetsOf(step.actor);
    return { ...step, afterReset: resetBefore(resets, step.at) };
  }

  private async students(challengeIds: ReadonlySet<string>): Promise<Map<string, number>> {
    const students = new Map<string, number>();
    for (const challengeId of challengeIds) {
      const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
      for (const entrant of found?.live.entrants ?? [])
        students.set(`${challengeId} ${entrant.collegeId}`, entrant.students);
      for (const { from } of found?.live.merged ?? []) {
        const own = students.get(`${challengeId} ${ownerAmong(found!.live.merged, from)}`);
        if (own !== undefined) students.set(`${challengeId} ${from}`, own);
      }
    }
    return students;
  }

  private async neighbours({ actionId, challengeId, collegeId, kind, doneOn, claimed }: ActionDocument) {
    const of = { challengeId, collegeId };
    const day = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: { ...of, kind, doneOn },
    });
    const twins = day.items.filter(({ body }) => body.actionId !== actionId && body.status !== 'withdrawn').length;
    if (!Object.hasOwn(claimed, 'livingTrees')) return { twins, planted: null };
    const approved = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: { ...of, status: 'approved' },
    });
    return { twins, planted: approved.items.reduce((sum, { body }) => sum + (body.verified?.['trees'] ?? 0), 0) };
  }
}

const refsOf = ({ evidence, details, journal }: ActionDocument) =>
  [...evidence, details, ...journal.map(({ note }) => note)].filter((id): id is string => id !== null);

function toActionDetails(
  action: ActionDocument,
  { values, erased }: Lookup,
  discreet: boolean,
): Omit<ActionDetails, 'flags' | 'journal'> & { journal: Omit<ActionStep, 'afterReset'>[] } {
  const { actionId, deciders: _, details, evidence, journal, endorsements, ...rest } = action;
  const words = values as ReadonlyMap<string, Words>;
  const erasedOf = (id: string | null) => erasedOn(id === null ? undefined : erased.get(id));
  const said = details === null ? undefined : words.get(details);
  return {
    id: actionId,
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
        note: (note && words.get(note)?.text) ?? null,
        noteId: note,
        noteErased: erasedOf(note),
      })),
  };
}
