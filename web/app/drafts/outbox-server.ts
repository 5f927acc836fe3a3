import { api, ApiProblem, bodyOf, NoAnswer, underKey } from '../data/api.js';
import { claimBody } from './claim-body.js';
import { actionOf, type Draft } from './draft.js';
import type { DraftFile } from './draft-file.js';

const ANSWER_MS = 30_000;
const soon = () => AbortSignal.timeout(ANSWER_MS);

/** Requests of the outbox. Everything throws ApiProblem or NoAnswer. */
export const outboxServer = {
  /** The account whose session this device has now; null = none. */
  async account(): Promise<string | null> {
    const { viewer } = await bodyOf(api.GET('/api/session', { signal: soon() }));
    return viewer?.accountId ?? null;
  },

  /** Repeatable: the id of the action and the key make it one. The result is the receipt number. */
  async deliver(draft: Draft, files: readonly DraftFile[]): Promise<string | null> {
    const headers = underKey(draft.sendKey ?? draft.id);
    const path = { id: actionOf(draft) };
    const claim = claimBody(draft, files);
    if (draft.purpose.kind === 'report') {
      const body = { challengeId: draft.challengeId, ...claim };
      return (await bodyOf(api.PUT('/api/actions/{id}', { params: { path }, body, headers, signal: soon() }))).receipt;
    }
    const body = { ...claim, keep: [...draft.keep], answer: draft.answer.normalize('NFC').trim() || undefined };
    await bodyOf(api.POST('/api/actions/{id}/revise', { params: { path }, body, headers, signal: soon() }));
    return (await bodyOf(api.GET('/api/actions/{id}', { params: { path }, signal: soon() }))).receipt;
  },

  async evidence(id: string) {
    return bodyOf(api.GET('/api/evidence/{id}', { params: { path: { id } }, signal: soon() }));
  },

  /** An upload that is gone already, or that an action names, stays as it is. */
  async removeUpload(id: string): Promise<void> {
    await bodyOf(api.DELETE('/api/uploads/{id}', { params: { path: { id } }, signal: soon() })).catch(
      (error: unknown) => {
        if (!(error instanceof ApiProblem && [404, 409].includes(error.status))) throw error;
      },
    );
  },
};

export { ApiProblem, NoAnswer };
export type OutboxServer = typeof outboxServer;
export type EvidenceAnswer = Awaited<ReturnType<OutboxServer['evidence']>>;
