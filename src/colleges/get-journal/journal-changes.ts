import type {
  ActionDocument,
  ActionEntry,
  ClaimSummary,
} from '../../../projections/review-queue/review-queue.projection.js';
import { metricOf } from '../../../projections/metrics.js';
import type { LocalisedText, Verified } from '../../events/values.js';
import type { CollegeJournal } from '../colleges.contract.js';

type JournalChange = CollegeJournal['entries'][number]['changes'][number];

const words = (kk: string, ru: string, en: string): LocalisedText => ({ kk, ru, en });

const LABELS = {
  kind: words('акция түрі', 'вид акции', 'kind of action'),
  doneFrom: words('басталған күні', 'дата начала', 'first day'),
  doneOn: words('өткен күні', 'дата акции', 'day of the action'),
  submittedOn: words('берілген күні', 'дата подачи', 'day of submission'),
  rulebookVersion: words('ереже нұсқасы', 'версия правил', 'rulebook version'),
  partners: words('серіктестер', 'партнёры', 'partners'),
};
const FIELDS = Object.keys(LABELS) as (keyof typeof LABELS)[];
const NUMBERS = {
  claimed: words('өтінімде', 'в заявке', 'claimed'),
  verified: words('расталған', 'подтверждено', 'verified'),
};

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function changedFields(before: ClaimSummary, after: ClaimSummary): JournalChange[] {
  return FIELDS.filter((field) => !isSame(before[field], after[field])).map((field) => ({
    field,
    metric: null,
    label: LABELS[field],
    before: before[field],
    after: after[field],
  }));
}

function changedNumbers(field: keyof typeof NUMBERS, before: Verified, after: Verified): JournalChange[] {
  const of = (numbers: Verified, metric: string) => (Object.hasOwn(numbers, metric) ? numbers[metric]! : null);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((metric) => of(before, metric) !== of(after, metric))
    .map((metric) => ({
      field,
      metric,
      label: labelOf(field, metric),
      before: of(before, metric),
      after: of(after, metric),
    }));
}

function labelOf(field: keyof typeof NUMBERS, metric: string): LocalisedText {
  const { labels } = metricOf(metric);
  const inLanguage = (language: keyof LocalisedText) => `${NUMBERS[field][language]}: ${labels[language]}`;
  return words(inLanguage('kk'), inLanguage('ru'), inLanguage('en'));
}

const valuesOf = (claimed: ClaimSummary['claimed']): Verified =>
  Object.fromEntries(Object.entries(claimed).map(([metric, { value }]) => [metric, value]));

const TAKES_NUMBERS_BACK: readonly string[] = ['ApprovalRevoked', 'DecisionReopened'];

/** Verified numbers that stand after these entries. A first yes sets none. */
function standing(entries: readonly ActionEntry[]): Verified {
  const since = entries.slice(entries.findLastIndex(({ type }) => TAKES_NUMBERS_BACK.includes(type)) + 1);
  return since.findLast(({ type, verified }) => type !== 'ActionEndorsed' && verified)?.verified ?? {};
}

const CHANGES_NUMBERS: readonly string[] = ['ActionCorrected', 'DisputeResolved'];

/** The fields of the claim and the verified numbers that an event changed. Texts are left out. */
export function changesOf({ journal }: ActionDocument, eventId: string): JournalChange[] {
  const place = journal.findIndex((entry) => entry.eventId === eventId);
  const entry = journal[place];
  if (!entry) return [];
  const { change, type, verified } = entry;
  if (change)
    return [
      ...changedFields(change.before, change.after),
      ...changedNumbers('claimed', valuesOf(change.before.claimed), valuesOf(change.after.claimed)),
    ];
  if (!verified || !CHANGES_NUMBERS.includes(type)) return [];
  return changedNumbers('verified', standing(journal.slice(0, place)), verified);
}
