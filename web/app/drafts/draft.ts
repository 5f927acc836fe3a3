export type Precision = 'exact' | 'about' | 'at-least';
export type Attestation = 'no-minors' | 'consent';

/** `sending` is not stored: it is true only while a sender is at work. A closed tab leaves no report that sends for ever. */
export type StoredState = 'draft' | 'waiting' | 'refused' | 'received';
export type DraftState = StoredState | 'sending';

/** A number as it was typed. `value` is in the metric's unit; null = not a number yet. An empty text = not reported. */
export interface TypedNumber {
  text: string;
  value: number | null;
  precision: Precision;
}

/** `report`: a new action. `answer` and `revision` change an action that the server has. */
export type Purpose = { kind: 'report' } | { kind: 'answer' | 'revision'; actionId: string };

/** All that a person fills in. */
export interface DraftContent {
  challengeId: string;
  kind: string | null;
  /** First day of a deed of several days. */
  doneFrom: string | null;
  doneOn: string | null;
  place: string;
  description: string;
  claimed: Readonly<Record<string, TypedNumber>>;
  partners: readonly string[];
  links: readonly string[];
  /** Evidence that the server has already and that stays; for answers and revisions. */
  keep: readonly string[];
  /** About minors in the photos: there are none, or their parents agreed in writing. Needed with files. */
  attestation: Attestation | null;
  /** Words to the reviewer beside the question; for answers. */
  answer: string;
  /** Points as the form forecast them; shown while the report waits. */
  forecast: number | null;
}

/** One sentence about a field, by the server's path such as `claimed.trees`. */
export interface FieldFault {
  path: string;
  message: string;
}

export interface Refusal {
  code: string;
  message: string;
  faults: readonly FieldFault[];
}

export interface Draft extends DraftContent {
  /** Becomes the id of the action, so that a report which is sent twice is one action. */
  id: string;
  accountId: string;
  purpose: Purpose;
  state: StoredState;
  createdAt: number;
  changedAt: number;
  /** Time of the person's "send". */
  queuedAt: number | null;
  /** Idempotency-Key of this content; another content gets another one. */
  sendKey: string | null;
  /** A request with the report was begun and its answer is not known. */
  mayHaveArrived: boolean;
  refusal: Refusal | null;
  /** The server's receipt number, such as `2271-9`. */
  receipt: string | null;
  receivedAt: number | null;
}

export const emptyContent = (challengeId: string): DraftContent => ({
  challengeId,
  kind: null,
  doneFrom: null,
  doneOn: null,
  place: '',
  description: '',
  claimed: {},
  partners: [],
  links: [],
  keep: [],
  attestation: null,
  answer: '',
  forecast: null,
});

export interface NewDraft {
  accountId: string;
  challengeId: string;
  purpose?: Purpose | undefined;
  /** The start of the form: a copy of an earlier action, or the action that is revised. */
  content?: Partial<DraftContent> | undefined;
}

export function newDraft({ accountId, challengeId, purpose, content }: NewDraft, id: string, now: number): Draft {
  return {
    ...emptyContent(challengeId),
    ...content,
    challengeId,
    id,
    accountId,
    purpose: purpose ?? { kind: 'report' },
    state: 'draft',
    createdAt: now,
    changedAt: now,
    queuedAt: null,
    sendKey: null,
    mayHaveArrived: false,
    refusal: null,
    receipt: null,
    receivedAt: null,
  };
}

/** The action that the report makes or changes. */
export const actionOf = ({ id, purpose }: Pick<Draft, 'id' | 'purpose'>): string =>
  purpose.kind === 'report' ? id : purpose.actionId;

export const isEditable = ({ state }: Pick<Draft, 'state'>): boolean => state === 'draft' || state === 'refused';

/** New words of the person. A report that waits or was received does not change. */
export function changed(draft: Draft, patch: Partial<DraftContent>, now: number): Draft {
  return isEditable(draft) ? { ...draft, ...patch, changedAt: now } : draft;
}

/** The person sends: the report waits for the network. A second tap changes nothing. */
export function queued(draft: Draft, sendKey: string, now: number): Draft {
  if (!isEditable(draft)) return draft;
  return { ...draft, state: 'waiting', queuedAt: now, sendKey: draft.sendKey ?? sendKey, refusal: null };
}

/**
 * A waiting report can be changed until a request with it was begun: after that the server may have it. Only the answer, or the
 * answer to the same request again, says so.
 */
export const isReopenable = ({ state, mayHaveArrived }: Pick<Draft, 'state' | 'mayHaveArrived'>): boolean =>
  state === 'waiting' && !mayHaveArrived;

/** The person takes a report back that waits. The words may become others, so they get another key. */
export function reopened(draft: Draft, now: number): Draft {
  if (!isReopenable(draft)) return draft;
  return { ...draft, state: 'draft', queuedAt: null, sendKey: null, changedAt: now };
}

/** Just before the request with the report leaves. */
export const departing = (draft: Draft): Draft =>
  draft.state === 'waiting' ? { ...draft, mayHaveArrived: true } : draft;

/** The server's answer arrived. `receipt` is null only for a change of an action that never had a number. */
export function received(draft: Draft, receipt: string | null, now: number): Draft {
  return { ...draft, state: 'received', receipt, receivedAt: now, refusal: null, mayHaveArrived: false };
}

/** The server said no: the person must change something. An answer is known, so nothing arrived by this request. */
export function refused(draft: Draft, refusal: Refusal): Draft {
  if (draft.state !== 'waiting') return draft;
  return { ...draft, state: 'refused', refusal, sendKey: null, queuedAt: null, mayHaveArrived: false };
}

export const stateOf = (draft: Pick<Draft, 'state'>, isUnderWay: boolean): DraftState =>
  draft.state === 'waiting' && isUnderWay ? 'sending' : draft.state;

const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** A received report leaves the device after 30 days; others stay until their owner discards them. */
export const isOutdated = ({ state, receivedAt }: Draft, now: number): boolean =>
  state === 'received' && now - (receivedAt ?? now) > KEPT_DAYS * DAY_MS;
