import { type Meaning, lostFiles, meaningOf } from './answers.js';
import { departing, received, refused } from './draft.js';
import { again, type DraftFile, fileRefused } from './draft-file.js';
import type { DraftStore } from './draft-store.js';
import { isHeldByFile, type Job, nextJobs, type Written } from './next-jobs.js';
import { tell } from './notices.js';
import type { UploadFile } from './upload.js';
import { ApiProblem, type EvidenceAnswer, NoAnswer, type OutboxServer } from './outbox-server.js';

/** `done`: nothing is left to do. `no-answer`: the network is away. `later`: the server was not ready. */
export type PassEnd = 'done' | 'no-answer' | 'later' | 'signed-out';

/** One job waits for the next pass; others continue. */
class NotNow extends Error {}

const CHECK_MS = [400, 700, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000];
const PROGRESS_MS = 200;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Sends what is on the device. One pass runs at a time on a device; all requests may be repeated. */
export class Outbox {
  constructor(
    private readonly store: DraftStore,
    private readonly server: OutboxServer,
    private readonly uploadFile: UploadFile,
  ) {}

  /** Works until nothing can be done now. Another account's reports are not sent. Throws StoreFailed. */
  async pass(accountId: string, signal: AbortSignal): Promise<PassEnd> {
    try {
      if ((await this.server.account()) !== accountId) return 'signed-out';
      for (const id of await this.store.removalsOf(accountId)) {
        await this.server.removeUpload(id);
        await this.store.removed(id);
      }
      return await this.work(accountId, signal);
    } catch (error) {
      if (error instanceof NoAnswer) return 'no-answer';
      const meaning = meaningOfError(error);
      if (meaning === null) throw error;
      return meaning === 'signed-out' ? 'signed-out' : 'later';
    }
  }

  private async work(accountId: string, signal: AbortSignal): Promise<PassEnd> {
    const running = new Map<string, { kind: Job['kind']; draftId: string; end: Promise<void> }>();
    const postponed = new Set<string>();
    let failure: unknown;
    const begin = (job: Job) => {
      const run: Promise<unknown> = this.run(job, signal).catch((error: unknown) => {
        postponed.add(job.id);
        const isOfThisJob =
          error instanceof NotNow || (error instanceof ApiProblem && meaningOfError(error) === 'later');
        if (!isOfThisJob) failure ??= error;
      });
      const end = run.then(() => void running.delete(job.id));
      running.set(job.id, { kind: job.kind, draftId: job.draft.id, end });
      tell({ kind: 'under-way', draftId: job.draft.id, isOver: false });
    };
    const seen = new Set<string>();
    try {
      for (;;) {
        const kinds = new Map([...running].map(([id, { kind }]) => [id, kind]));
        const mayBegin = failure === undefined && !signal.aborted;
        for (const job of mayBegin ? nextJobs(await this.written(accountId), kinds, postponed) : []) {
          seen.add(job.draft.id);
          begin(job);
        }
        if (running.size === 0) break;
        await Promise.race([...running.values()].map(({ end }) => end));
      }
    } finally {
      for (const draftId of seen) tell({ kind: 'under-way', draftId, isOver: true });
    }
    if (failure !== undefined) throw failure;
    return postponed.size > 0 || signal.aborted ? 'later' : 'done';
  }

  private async written(accountId: string): Promise<Written[]> {
    const drafts = await this.store.draftsOf(accountId);
    const all = await Promise.all(drafts.map(async (draft) => ({ draft, files: await this.store.filesOf(draft.id) })));
    for (const { draft, files } of all.filter((one) => isHeldByFile(one))) {
      const [file] = files.filter(({ state }) => state === 'failed');
      const refusal = { code: 'EVIDENCE_REFUSED', message: file?.error ?? '', faults: [] };
      await this.store.change(draft.id, (stored) => refused(stored, refusal));
    }
    return all.filter((one) => !isHeldByFile(one));
  }

  private run(job: Job, signal: AbortSignal): Promise<unknown> {
    if (job.kind === 'deliver') return this.deliver(job);
    return job.kind === 'upload' ? this.upload(job.file, signal) : this.check(job.file, signal);
  }

  private async upload({ id, draftId, uploadUrl, type, bytes }: DraftFile, signal: AbortSignal): Promise<void> {
    const stored = await this.store.bytes(id);
    if (!stored || stored.data.byteLength !== bytes)
      return void (await this.store.changeFile(id, (file) => fileRefused(file, { error: '' })));
    let accepted: number | null = null;
    let toldAt = 0;
    try {
      await this.uploadFile(id, new Blob([stored.data], { type }), uploadUrl, {
        signal,
        // Without its address the upload still resumes: the server knows its id.
        onUrl: (url) => void this.store.changeFile(id, (file) => ({ ...file, uploadUrl: url })).catch(() => undefined),
        onAccepted: (count) => (accepted = count),
        onProgress: (sentBytes) => {
          if (Date.now() - toldAt < PROGRESS_MS) return;
          toldAt = Date.now();
          tell({ kind: 'progress', draftId, fileId: id, sentBytes });
        },
      });
      await this.store.changeFile(id, (file) => ({ ...file, state: 'checking', sentBytes: bytes }));
    } catch (error) {
      // The upload ended on the server, after a day or by a deletion.
      if (error instanceof ApiProblem && error.status === 404) return this.beginAgain(id);
      if (error instanceof ApiProblem && meaningOfError(error) === 'refused') {
        await this.store.changeFile(id, (file) => fileRefused(file, { error: error.message }));
        return;
      }
      await this.store.changeFile(id, (file) => ({ ...file, sentBytes: accepted ?? file.sentBytes }));
      throw error;
    }
  }

  /** The server looks into a file within seconds. Throws NotNow when it takes longer. */
  private async check({ id }: DraftFile, signal: AbortSignal): Promise<void> {
    for (const ms of CHECK_MS) {
      const evidence = await this.server.evidence(id).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      });
      // Deleted on the server, or not whole after all: it is sent again.
      if (!evidence || evidence.state === 'uploading') await this.beginAgain(id);
      else if (evidence.state !== 'checking') return this.settle(id, evidence);
      await pause(ms);
      if (signal.aborted) break;
    }
    throw new NotNow('the file is still being checked');
  }

  private async settle(id: string, { state, reasonText }: Pick<EvidenceAnswer, 'state' | 'reasonText'>): Promise<void> {
    await this.store.changeFile(id, (file) =>
      state === 'ready'
        ? { ...file, state: 'done', error: null, errors: null }
        : fileRefused(file, { error: reasonText?.kk ?? '', errors: reasonText }),
    );
  }

  private async beginAgain(id: string): Promise<never> {
    await this.store.changeFile(id, again);
    throw new NotNow('the upload begins again');
  }

  private async deliver({ draft, files }: Extract<Job, { kind: 'deliver' }>): Promise<void> {
    const leaving = await this.store.change(draft.id, departing);
    // Its owner took it back, or discarded it.
    if (leaving?.state !== 'waiting') return;
    try {
      const receipt = await this.server.deliver(leaving, files);
      await this.store.change(draft.id, (stored) => received(stored, receipt, Date.now()));
      await this.store.dropBytes(draft.id);
    } catch (error) {
      if (!(error instanceof ApiProblem) || meaningOfError(error) !== 'refused') throw error;
      const { code, message } = error;
      const faults = error.body.errors ?? [];
      const lost = lostFiles(
        code,
        faults.map(({ path }) => path),
      ).flatMap((index) => files[index] ?? []);
      for (const { id } of lost) await this.store.changeFile(id, again);
      if (lost.length > 0) throw new NotNow('files are sent again', { cause: error });
      await this.store.change(draft.id, (stored) => refused(stored, { code, message, faults }));
    }
  }
}

/** Null = a fault of this program or of the device. */
function meaningOfError(error: unknown): Meaning | null {
  if (error instanceof NoAnswer) return 'later';
  return error instanceof ApiProblem ? meaningOf(error.status, error.code) : null;
}
