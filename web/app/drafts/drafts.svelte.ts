import { SvelteMap } from 'svelte/reactivity';
import { language } from '../words/language.svelte.js';
import { addFiles } from './add-files.js';
import {
  changed,
  type Draft,
  type DraftContent,
  isEditable,
  isOutdated,
  newDraft,
  queued,
  reopened,
  stateOf,
} from './draft.js';
import { again, type DraftFile, fileStateOf, partOf } from './draft-file.js';
import { draftStore, StoreFailed } from './draft-store.js';
import type { AddedFiles, DraftsApi, ShownDraft, ShownFile, StoreFault } from './drafts-api.js';
import { type Notice, onNotice, tell } from './notices.js';
import { wakeWorker } from './wake-worker.js';
import { markWriting } from '../data/writing.js';

const WRITE_MS = 250;
/** A sender that is silent for so long is gone. */
const SILENT_MS = 30_000;

class Drafts implements DraftsApi {
  fault: StoreFault | null = $state.raw(null);
  private accountId: string | null = null;
  private readonly drafts = new SvelteMap<string, Draft>();
  private readonly files = new SvelteMap<string, readonly DraftFile[]>();
  private readonly saved = new SvelteMap<string, number>();
  private readonly underWay = new SvelteMap<string, number>();
  private readonly moving = new SvelteMap<string, number>();
  private readonly thumbs = new SvelteMap<string, string | null>();
  private readonly pending = new Map<string, Partial<DraftContent>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly list: readonly ShownDraft[] = $derived(
    [...this.drafts.values()]
      .toSorted((one, other) => other.changedAt - one.changedAt)
      .map((draft) => this.shown(draft)),
  );

  constructor() {
    onNotice((notice) => void this.hear(notice).catch((error: unknown) => this.failed(error)));
    const write = () => void this.flush();
    addEventListener('pagehide', write);
    addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && write());
    setInterval(() => this.forgetSilent(), SILENT_MS);
  }

  savedAt = (id: string): number | undefined => {
    // Read first: a page that saw unsaved words must hear of the write.
    const at = this.saved.get(id);
    return this.pending.has(id) ? undefined : at;
  };

  async open(accountId: string): Promise<void> {
    if (this.accountId === accountId) return;
    await this.flush();
    this.accountId = accountId;
    for (const map of [this.drafts, this.files, this.saved, this.underWay, this.moving]) map.clear();
    await this.tried(async () => {
      for (const draft of await draftStore.draftsOf(accountId))
        if (isOutdated(draft, Date.now())) await draftStore.discard(draft, true);
        else await this.take(draft);
    });
  }

  get = (id: string): ShownDraft | undefined => {
    const draft = this.drafts.get(id);
    return draft && this.shown(draft);
  };

  async create(wanted: Parameters<DraftsApi['create']>[0]): Promise<ShownDraft | StoreFault> {
    if (this.accountId === null) throw new Error('drafts are not open');
    const draft = newDraft({ ...wanted, accountId: this.accountId }, crypto.randomUUID(), Date.now());
    const fault = await this.tried(() => draftStore.add(draft));
    if (fault) return fault;
    void navigator.storage?.persist?.().catch(() => false);
    await this.take(draft);
    return this.shown(draft);
  }

  change(id: string, patch: Partial<DraftContent>): void {
    const draft = this.drafts.get(id);
    if (!draft || !isEditable(draft)) return;
    this.drafts.set(id, changed(draft, patch, Date.now()));
    this.pending.set(id, { ...this.pending.get(id), ...patch });
    this.saved.delete(id);
    markWriting();
    this.timer ??= setTimeout(() => void this.flush(), WRITE_MS);
  }

  async flush(): Promise<StoreFault | null> {
    clearTimeout(this.timer);
    this.timer = undefined;
    let fault: StoreFault | null = null;
    for (const [id, patch] of this.pending) {
      const now = Date.now();
      const failed = await this.tried(() => draftStore.change(id, (draft) => changed(draft, patch, now), 'relaxed'));
      // Words that were typed meanwhile are in a newer patch.
      if (!failed && this.pending.get(id) === patch) {
        this.pending.delete(id);
        this.saved.set(id, now);
      }
      fault ??= failed;
    }
    return fault;
  }

  async addFiles(id: string, chosen: readonly File[]): Promise<AddedFiles> {
    const added = await addFiles(id, chosen);
    this.fault = added.fault;
    if (added.added > 0) this.tryNow();
    return added;
  }

  async removeFile(id: string, fileId: string): Promise<StoreFault | null> {
    const file = this.files.get(id)?.find((one) => one.id === fileId);
    const draft = this.drafts.get(id);
    if (!file || !draft || draft.state === 'received') return null;
    return this.tried(() => draftStore.removeFile(file, draft.accountId));
  }

  async retryFile(_id: string, fileId: string): Promise<StoreFault | null> {
    const fault = await this.tried(() => draftStore.changeFile(fileId, again));
    this.tryNow();
    return fault;
  }

  async send(id: string): Promise<StoreFault | null> {
    const failed = await this.flush();
    if (failed) return failed;
    const fault = await this.tried(() =>
      draftStore.change(id, (draft) => queued(draft, crypto.randomUUID(), Date.now())),
    );
    this.tryNow();
    void wakeWorker();
    return fault;
  }

  reopen(id: string): Promise<StoreFault | null> {
    return this.tried(() => draftStore.change(id, (draft) => reopened(draft, Date.now())));
  }

  tryNow(): void {
    tell({ kind: 'wanted' });
  }

  async discard(id: string): Promise<StoreFault | null> {
    const draft = this.drafts.get(id);
    this.pending.delete(id);
    if (!draft) return null;
    const fault = await this.tried(() => draftStore.discard(draft, draft.state === 'received'));
    this.tryNow();
    return fault;
  }

  private shown(draft: Draft): ShownDraft {
    const files = (this.files.get(draft.id) ?? []).map((file) => this.shownFile(file));
    return { ...draft, shown: stateOf(draft, this.underWay.has(draft.id)), files };
  }

  private shownFile(file: DraftFile): ShownFile {
    const moved = this.moving.get(file.id);
    const now = moved === undefined ? file : { ...file, sentBytes: moved };
    const isMoving = moved !== undefined && this.underWay.has(file.draftId);
    const error = file.errors?.[language.locale] ?? file.error;
    return {
      ...now,
      error,
      shown: fileStateOf(now, isMoving),
      part: partOf(now),
      thumbUrl: this.thumbs.get(file.id) ?? null,
    };
  }

  /** Loads a draft as it is stored; words that are not written yet stay on top. */
  private async take(draft: Draft): Promise<void> {
    const files = await draftStore.filesOf(draft.id);
    for (const { id } of files) if (!this.thumbs.has(id)) await this.loadThumb(id);
    this.files.set(draft.id, files);
    const patch = this.pending.get(draft.id);
    this.drafts.set(draft.id, patch ? changed(draft, patch, draft.changedAt) : draft);
    if (!patch) this.saved.set(draft.id, draft.changedAt);
  }

  private async loadThumb(id: string): Promise<void> {
    const thumb = (await draftStore.bytes(id))?.thumb;
    this.thumbs.set(id, thumb ? URL.createObjectURL(new Blob([thumb], { type: 'image/jpeg' })) : null);
  }

  private async hear(notice: Notice): Promise<void> {
    if (notice.kind === 'progress') {
      this.moving.set(notice.fileId, notice.sentBytes);
      this.underWay.set(notice.draftId, Date.now());
    } else if (notice.kind === 'under-way') {
      if (notice.isOver) this.endOf(notice.draftId);
      else this.underWay.set(notice.draftId, Date.now());
    } else if (notice.kind === 'changed') await this.reload(notice.draftId);
  }

  private async reload(id: string): Promise<void> {
    const draft = await draftStore.draft(id);
    if (draft && draft.accountId === this.accountId) return this.take(draft);
    this.drafts.delete(id);
    this.files.delete(id);
  }

  private endOf(draftId: string): void {
    this.underWay.delete(draftId);
    for (const { id } of this.files.get(draftId) ?? []) this.moving.delete(id);
  }

  private forgetSilent(): void {
    for (const [id, at] of this.underWay) if (Date.now() - at > SILENT_MS) this.endOf(id);
  }

  /** A successful write ends an earlier fault. */
  private async tried(write: () => Promise<unknown>): Promise<StoreFault | null> {
    try {
      await write();
      return (this.fault = null);
    } catch (error) {
      return this.failed(error);
    }
  }

  private failed(error: unknown): StoreFault {
    if (!(error instanceof StoreFailed)) throw error;
    return (this.fault = error.fault);
  }
}

export const drafts: DraftsApi = new Drafts();
