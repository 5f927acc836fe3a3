import { replaceState } from '$app/navigation';
import { type DraftContent, emptyContent } from '../drafts/draft.js';
import { drafts } from '../drafts/drafts.svelte.js';
import type { ShownDraft } from '../drafts/drafts-api.js';

/** Fields that depend on the challenge: another one has other kinds, numbers and entrants. */
type OfChallenge = Pick<DraftContent, 'kind' | 'claimed' | 'partners'>;

/**
 * The report on the page. A new one becomes a draft with the first word, so that opening the page leaves nothing behind. The draft
 * itself is the state of the form: there is no second copy to save or to lose.
 */
export class ReportSession {
  private draftId: string | null = $state.raw(null);
  /** Words before the draft is on the device, or for ever where the browser stores nothing. */
  private typed: DraftContent = $state.raw(emptyContent(''));
  private creating: Promise<string | null> | null = null;
  private readonly left = new Map<string, OfChallenge>();

  constructor(draftId: string | null) {
    this.draftId = draftId;
  }

  get draft(): ShownDraft | undefined {
    return this.draftId === null ? undefined : drafts.get(this.draftId);
  }

  get content(): DraftContent {
    return this.draft ?? this.typed;
  }

  get savedAt(): number | undefined {
    return this.draftId === null ? undefined : drafts.savedAt(this.draftId);
  }

  change(patch: Partial<DraftContent>): void {
    if (this.draftId !== null) return drafts.change(this.draftId, patch);
    this.typed = { ...this.typed, ...patch };
    void this.ensure();
  }

  /** Without a draft of its own: the page filled a field by itself, which is no word of the person. */
  preset(patch: Partial<DraftContent>): void {
    if (this.draftId === null) this.typed = { ...this.typed, ...patch };
    else drafts.change(this.draftId, patch);
  }

  /** Id of the draft, which is made when there is none yet; null = the device stores nothing. */
  async ensure(): Promise<string | null> {
    if (this.draftId !== null) return this.draftId;
    this.creating ??= this.create();
    const id = await this.creating;
    this.creating = null;
    return id;
  }

  /** Keeps what the person chose in the challenge that is left, for a way back. */
  chooseChallenge(challengeId: string, keep: (content: DraftContent) => OfChallenge): void {
    const { challengeId: before, kind, claimed, partners } = this.content;
    if (before === challengeId) return;
    if (before !== '') this.left.set(before, { kind, claimed, partners });
    this.change({ challengeId, ...(this.left.get(challengeId) ?? keep(this.content)) });
  }

  private async create(): Promise<string | null> {
    const first = this.typed;
    const made = await drafts.create({ challengeId: first.challengeId, content: first });
    if (typeof made === 'string') return null;
    if (this.typed !== first) drafts.change(made.id, this.typed);
    this.draftId = made.id;
    replaceState(`/portal/report?draft=${made.id}`, {});
    return made.id;
  }
}
