import { SvelteSet } from 'svelte/reactivity';
import { type LimitsUsed, type PointsPreview, previewPoints } from '../../../projections/standings/points-preview.js';
import type { RulebookKind } from '../../../src/events/rulebook.js';
import { dayOf } from '../../shared/format.js';
import type { Draft, DraftContent, Precision } from '../drafts/draft.js';
import { drafts } from '../drafts/drafts.svelte.js';
import { readAmount } from './amounts.js';
import { countedPoints } from './forecast-words.js';
import { metricsOfKind, otherMetrics } from './kind-words.js';
import { faultsOf, fieldOf, type FormFault, numbersOf } from './read-report.js';
import type { ReportChallenge, ReportedAction, ReportLimits } from '../data/report-answers.js';
import type { ReportSession } from './report-session.svelte.js';

export interface FormAnswers {
  collegeId: string;
  challenges: readonly ReportChallenge[];
  limits: ReportLimits | null;
  /** The action that the report changes. */
  action: ReportedAction | null;
  /** The sentence of a fault, in the reader's language. */
  faultWords: (fault: FormFault) => string;
}

const NOTHING_USED: LimitsUsed = { kinds: [], days: [] };

/** State that the page derives from a report: challenge and kind, faults beside fields, the forecast. */
export class ReportForm {
  today = $state.raw(dayOf(Date.now()));
  /** After the first press on "send" every fault is shown. */
  hasTried = $state.raw(false);
  /** Fields that the person has left, or changed after a refusal. */
  private readonly left = new SvelteSet<string>();
  private readonly mended = new SvelteSet<string>();

  constructor(
    readonly session: ReportSession,
    private readonly answers: () => FormAnswers,
  ) {}

  /** A page that is open over midnight. */
  tick(): void {
    this.today = dayOf(Date.now());
  }

  get content(): DraftContent {
    return this.session.content;
  }

  get purpose(): Draft['purpose'] {
    return this.session.draft?.purpose ?? { kind: 'report' };
  }

  /** Evidence that the server has, when an action is changed. */
  get evidence() {
    return this.answers().action?.evidence ?? [];
  }

  get files() {
    return this.session.draft?.files ?? [];
  }

  get challenge(): ReportChallenge | null {
    return this.answers().challenges.find(({ id }) => id === this.content.challengeId) ?? null;
  }

  /** Challenges of this college that take reports today. */
  readonly open: readonly ReportChallenge[] = $derived.by(() =>
    this.answers().challenges.filter(
      ({ state, closesOn, rules, entrants }) =>
        state === 'open' &&
        closesOn >= this.today &&
        rules !== null &&
        entrants.some(({ collegeId }) => collegeId === this.answers().collegeId),
    ),
  );

  get kind(): RulebookKind | null {
    const { kind } = this.content;
    const kinds = this.challenge?.rules?.kinds ?? {};
    return kind !== null && Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
  }

  /** An action that the server has may be changed after the end. */
  get isTaken(): boolean {
    return this.purpose.kind !== 'report' || this.open.some(({ id }) => id === this.content.challengeId);
  }

  /** An answer after the end keeps kind and days. */
  get isFixed(): boolean {
    const of = this.challenge;
    return this.purpose.kind !== 'report' && of !== null && (of.state !== 'open' || of.closesOn < this.today);
  }

  /** Students of the college in this challenge; null = it is no entrant. */
  get students(): number | null {
    const own = this.challenge?.entrants.find(({ collegeId }) => collegeId === this.answers().collegeId);
    return own?.students ?? null;
  }

  /** Numbers on the page: those of the kind, then those that the person added or typed for another kind. */
  readonly metrics: readonly string[] = $derived.by(() => {
    const own = this.kind ? metricsOfKind(this.kind) : [];
    return [...own, ...Object.keys(this.content.claimed).filter((metric) => !own.includes(metric))];
  });

  readonly moreMetrics: readonly string[] = $derived.by(() => {
    const { kind, challenge, metrics } = this;
    return kind && challenge?.rules ? otherMetrics(challenge.rules, kind).filter((one) => !metrics.includes(one)) : [];
  });

  /** All that must be mended before sending, by path, in the order of the page. */
  readonly ownFaults: ReadonlyMap<string, string> = $derived.by(() => {
    const { challenge, today, files } = this;
    const facts = { challenge, isTaken: this.isTaken, today, files };
    return new Map(faultsOf(this.content, facts).map((fault) => [fault.path, this.answers().faultWords(fault)]));
  });

  /** Sentences of the server about fields that the person has not changed since. */
  readonly serverFaults: ReadonlyMap<string, string> = $derived.by(() => {
    const faults = this.session.draft?.refusal?.faults ?? [];
    const ofFields = faults.map(({ path, message }) => [fieldOf(path, this.content), message] as const);
    return new Map(ofFields.filter(([path]) => !this.mended.has(path)));
  });

  /** The sentence beside a field; a field that nobody has left yet is not blamed. */
  faultAt(path: string): string | undefined {
    const own = this.hasTried || this.left.has(path) ? this.ownFaults.get(path) : undefined;
    return own ?? this.serverFaults.get(path);
  }

  leave(path: string): void {
    this.left.add(path);
  }

  change(patch: Partial<DraftContent>, ...paths: string[]): void {
    for (const path of paths.length > 0 ? paths : Object.keys(patch)) this.mended.add(path);
    this.session.change(patch);
  }

  changeNumber(metric: string, text: string): void {
    const { precision = 'exact' } = this.content.claimed[metric] ?? {};
    this.setNumber(metric, { text, precision });
  }

  changePrecision(metric: string, precision: Precision): void {
    this.setNumber(metric, { text: this.content.claimed[metric]?.text ?? '', precision });
  }

  removeNumber(metric: string): void {
    const { [metric]: _, ...claimed } = this.content.claimed;
    this.change({ claimed }, `claimed.${metric}`);
  }

  private setNumber(metric: string, { text, precision }: { text: string; precision: Precision }): void {
    const value = readAmount(text, metric)?.value ?? null;
    const claimed = { ...this.content.claimed, [metric]: { text, value, precision } };
    this.change({ claimed }, 'claimed', `claimed.${metric}`);
  }

  /** Another kind keeps numbers that were typed, and drops empty fields of the kind before. */
  chooseKind(kind: string): void {
    const typed = Object.entries(this.content.claimed).filter(([, { text }]) => text.trim() !== '');
    this.change({ kind, claimed: Object.fromEntries(typed) }, 'kind', 'claimed');
  }

  chooseChallenge(challengeId: string): void {
    const next = this.answers().challenges.find(({ id }) => id === challengeId);
    const kinds = next?.rules?.kinds ?? {};
    const known = new Set(Object.values(kinds).flatMap(metricsOfKind));
    const entrants = new Set(next?.entrants.map(({ collegeId }) => collegeId));
    this.session.chooseChallenge(challengeId, ({ kind, claimed, partners }) => ({
      kind: kind !== null && Object.hasOwn(kinds, kind) ? kind : null,
      claimed: Object.fromEntries(Object.entries(claimed).filter(([metric]) => known.has(metric))),
      partners: partners.filter((id) => entrants.has(id)),
    }));
  }

  /** Null = there is no kind to reckon with. */
  readonly preview: PointsPreview | null = $derived.by(() => {
    const { kind, doneOn } = this.content;
    const rules = this.challenge?.rules;
    if (!rules || !this.kind || kind === null) return null;
    const claim = {
      kind,
      doneOn: doneOn ?? this.today,
      submittedOn: this.submittedOn,
      numbers: numbersOf(this.content),
    };
    return previewPoints(rules, claim, this.answers().limits ?? NOTHING_USED);
  });

  get knowsLimits(): boolean {
    return this.answers().limits !== null;
  }

  /** Open claims of the same kind and day: only the best of a day count. */
  get sameDay(): number {
    const { kind, doneOn } = this.content;
    const own = this.purpose.kind === 'report' ? null : this.purpose.actionId;
    const open = this.answers().limits?.open ?? [];
    return open.filter((one) => one.kind === kind && one.doneOn === doneOn && one.actionId !== own).length;
  }

  /** A revision keeps its day of submission while it is the same deed. */
  private get submittedOn(): string {
    const { action } = this.answers();
    const { kind, doneOn } = this.content;
    return action && action.kind === kind && action.doneOn === doneOn ? action.submittedOn : this.today;
  }

  /** Puts the report into the outbox. Returns the path of the first fault, or the draft's id once it waits to be sent. */
  async send(): Promise<{ fault: string } | { sent: string } | null> {
    this.tick();
    this.hasTried = true;
    const [fault] = this.ownFaults.keys();
    if (fault !== undefined) return { fault };
    const id = await this.session.ensure();
    if (id === null) return null;
    drafts.change(id, { forecast: this.preview ? countedPoints(this.preview) : null });
    return (await drafts.send(id)) === null ? { sent: id } : null;
  }
}
