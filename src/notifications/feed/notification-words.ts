import type { NotificationKind } from '../../../projections/notifications/notifications.projection.js';
import type { LocalisedText } from '../../events/values.js';
import type { Language } from '../../http/language.js';
import type { DeadlineKind } from './deadlines.js';

export type FeedKind = NotificationKind | DeadlineKind;

/** All that a sentence may need. It names no person. */
export interface Told {
  kind: FeedKind;
  /** Null = the notification is about no action. */
  action: { title: LocalisedText | null; receipt: string | null } | null;
  challenge: LocalisedText;
  /** The college of the action, for readers of several colleges; null = the reader's own. */
  college: LocalisedText | null;
  reason: LocalisedText | null;
  outcome: string | null;
  /** Null = unknown, or not to be shown during a freeze. */
  points: number | null;
  until: LocalisedText | null;
}

const words = (kk: string, ru: string, en: string): LocalisedText => ({ kk, ru, en });

/** `{action}` is the action, `{of}` the challenge, `{brought}` its points, `{until}` the last day. A reason follows as its own sentence. */
const sentences: Readonly<Record<FeedKind, LocalisedText>> = {
  question: words('{action} бойынша сұрақ қойылды.', '{action}: есть вопрос.', '{action}: there is a question.'),
  approved: words('{action} бекітілді{brought}.', '{action} утверждена{brought}.', '{action} was approved{brought}.'),
  corrected: words(
    '{action} бойынша расталған сандар түзетілді{brought}.',
    '{action}: подтверждённые числа исправлены{brought}.',
    '{action}: the verified numbers were corrected{brought}.',
  ),
  reclassified: words(
    '{action} бойынша түрі не күні түзетілді.',
    '{action}: вид или дата исправлены.',
    '{action}: its kind or day was corrected.',
  ),
  rejected: words('{action} қабылданбады.', '{action} отклонена.', '{action} was rejected.'),
  lapsed: words(
    '{action} қабылданбады, өйткені сұраққа мерзімінде жауап берілмеді.',
    '{action} отклонена: на вопрос не ответили в срок.',
    '{action} was rejected, because the question was not answered in time.',
  ),
  revoked: words(
    '{action} бойынша бекіту кері қайтарылды.',
    '{action}: утверждение отозвано.',
    '{action}: the approval was revoked.',
  ),
  reopened: words(
    '{action} бойынша шешім қайта қаралады.',
    '{action}: решение пересматривается.',
    '{action}: the decision was reopened.',
  ),
  'dispute-resolved': words(
    '{action} бойынша дау қаралды: {outcome}{brought}.',
    '{action}: спор рассмотрен, {outcome}{brought}.',
    '{action}: the dispute was decided, {outcome}{brought}.',
  ),
  'dispute-dismissed': words(
    '{action} бойынша дау негізсіз деп танылды.',
    '{action}: спор признан необоснованным.',
    '{action}: the dispute was dismissed.',
  ),
  'evidence-taken-down': words(
    '{action} бойынша растайтын материал алынды.',
    '{action}: подтверждение удалено.',
    '{action}: evidence was taken down.',
  ),
  'points-adjusted': words(
    '{of}: колледжіңіздің ұпайы түзетілді.',
    '{of}: баллы вашего колледжа исправлены.',
    '{of}: the points of your college were adjusted.',
  ),
  'objection-settled': words(
    '{of}: колледжіңіздің қарсылығы {outcome} деп танылды.',
    '{of}: возражение вашего колледжа признано {outcome}.',
    '{of}: the objection of your college was {outcome}.',
  ),
  final: words('{of}: қорытынды бекітілді.', '{of}: итоги утверждены.', '{of}: the results are final.'),
  'final-reopened': words(
    '{of}: қорытынды қайта қаралуда.',
    '{of}: итоги пересматриваются.',
    '{of}: the results were reopened.',
  ),
  revealed: words('{of}: кесте қайта ашылды.', '{of}: таблица снова открыта.', '{of}: the standings were revealed.'),
  rescheduled: words('{of}: күндері өзгертілді.', '{of}: даты изменены.', '{of}: the dates were changed.'),
  'submissions-reopened': words(
    '{of}: өтінім қабылдау қайта басталды.',
    '{of}: приём заявок возобновлён.',
    '{of}: submissions were reopened.',
  ),
  cancelled: words('{of}: челлендж тоқтатылды.', '{of}: челлендж отменён.', '{of}: the challenge was cancelled.'),
  'dispute-raised': words(
    '{college}: {action} бойынша шешімге дау білдірілді.',
    '{college}: решение оспорено. {action}.',
    '{college}: a decision is disputed. {action}.',
  ),
  'objection-raised': words('{of}: қарсылық білдірілді.', '{of}: подано возражение.', '{of}: an objection was raised.'),
  'adjustment-proposed': words(
    '{of}: ұпай түзету ұсынылды, оны басқа ұйымдастырушы растауы керек.',
    '{of}: предложена поправка баллов, её должен подтвердить другой организатор.',
    '{of}: an adjustment was proposed and waits for another organiser.',
  ),
  'lapse-soon': words(
    '{action} бойынша сұраққа {until} жауап беріңіз, әйтпесе акция қабылданбайды.',
    '{action}: ответьте на вопрос {until}, иначе акция будет отклонена.',
    '{action}: answer the question {until}, else the action is rejected.',
  ),
  'dispute-ends-soon': words(
    '{action} бойынша шешімге {until} дау білдіруге болады.',
    '{action}: решение можно оспорить {until}.',
    '{action}: the decision can be disputed {until}.',
  ),
  'submissions-close-soon': words(
    '{of}: өтінімдер {until} қабылданады.',
    '{of}: заявки принимаются {until}.',
    '{of}: submissions are open {until}.',
  ),
};

/** By kind and outcome, because adjectives and verbs agree with their noun. */
const outcomes: Readonly<Record<string, LocalisedText>> = {
  'dispute-resolved upheld': words('шешім күшінде қалды', 'решение осталось в силе', 'the decision stands'),
  'dispute-resolved approved': words('акция бекітілді', 'акция утверждена', 'the action is approved'),
  'dispute-resolved rejected': words('акция қабылданбады', 'акция отклонена', 'the action is rejected'),
  'objection-settled upheld': words('негізді', 'обоснованным', 'upheld'),
  'objection-settled dismissed': words('негізсіз', 'необоснованным', 'dismissed'),
};

const REASON = words('Себебі', 'Причина', 'Reason');
const NO_TITLE = words('Акция', 'Акция', 'The action');
const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en'];

function actionIn({ action }: Told, language: Language): string {
  if (action === null) return NO_TITLE[language];
  const title = action.title?.[language];
  const named = {
    kk: title ? `«${title}» акциясы` : NO_TITLE.kk,
    ru: title ? `Акция «${title}»` : NO_TITLE.ru,
    en: title ? `The action “${title}”` : NO_TITLE.en,
  }[language];
  return action.receipt === null ? named : `${named} (№ ${action.receipt})`;
}

const ruPoints = new Intl.PluralRules('ru');
const RU_POINTS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'балл', few: 'балла' };

/** Kazakh nouns keep the singular after a number. */
function broughtIn(points: number | null, language: Language): string {
  if (points === null || points === 0) return '';
  if (language === 'kk') return `, ${points} ұпай`;
  if (language === 'ru') return `, ${points} ${RU_POINTS[ruPoints.select(points)] ?? 'баллов'}`;
  return `, ${points} ${points === 1 ? 'point' : 'points'}`;
}

/** A reason within a sentence. */
const lower = (text: string) => text.charAt(0).toLocaleLowerCase('ru') + text.slice(1);

function inLanguage(told: Told, language: Language): string {
  const { kind, outcome, challenge, college, reason, points, until } = told;
  const values: Record<string, string> = {
    action: actionIn(told, language),
    of: language === 'en' ? `“${challenge.en}”` : `«${challenge[language]}»`,
    college: college?.[language] ?? '',
    outcome: outcomes[`${kind} ${outcome}`]?.[language] ?? '',
    brought: broughtIn(points, language),
    until: until?.[language] ?? '',
  };
  const sentence = sentences[kind][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return reason === null ? sentence : `${sentence} ${REASON[language]}: ${lower(reason[language])}.`;
}

/** The notification in whole sentences. */
export function notificationWords(told: Told): LocalisedText {
  const [kk, ru, en] = LANGUAGES.map((language) => inLanguage(told, language));
  return { kk: kk!, ru: ru!, en: en! };
}

/** Subject of a mail and title of a push message. It says less than the words, because others may see the screen. */
const headings: Readonly<Record<'question' | 'decision' | 'deadline' | 'work' | 'challenge', LocalisedText>> = {
  question: words('Жаңа сұрақ', 'Новый вопрос', 'A new question'),
  decision: words('Акция бойынша жаңалық', 'Новости по акции', 'News of an action'),
  deadline: words('Мерзім жақын', 'Срок скоро истекает', 'A deadline is near'),
  work: words('Қарауды күтіп тұр', 'Ждёт рассмотрения', 'Awaits a decision'),
  challenge: words('Челлендж жаңалығы', 'Новости челленджа', 'News of a challenge'),
};

const DEADLINES: readonly FeedKind[] = ['lapse-soon', 'dispute-ends-soon', 'submissions-close-soon'];
const WORK: readonly FeedKind[] = ['dispute-raised', 'objection-raised', 'adjustment-proposed'];

export function headingOf(kind: FeedKind, isAboutAction: boolean): LocalisedText {
  if (kind === 'question') return headings.question;
  if (DEADLINES.includes(kind)) return headings.deadline;
  if (WORK.includes(kind)) return headings.work;
  return isAboutAction ? headings.decision : headings.challenge;
}
