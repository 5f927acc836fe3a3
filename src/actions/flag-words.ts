import type { Flag, FlagCode } from '../../projections/claims/flag.js';
import { metricOf } from '../../projections/metrics.js';
import type { LocalisedText } from '../events/values.js';
import type { Language } from '../http/language.js';

const words = (kk: string, ru: string, en: string): LocalisedText => ({ kk, ru, en });

/** `{name}` is a figure, `{name|…}` the form of a word that it asks for. Kazakh nouns keep the singular after a number. */
const sentences: Readonly<
  Record<FlagCode | 'same-link-elsewhere' | 'same-photo-elsewhere' | 'approved-on-day-of-reset', LocalisedText>
> = {
  'much-waste-a-person': words(
    'Бір қатысушыға {share} қалдықтан келеді: {participants} қатысушы {grams} жинаған.',
    'Отходов на одного участника: {share} (всего {grams}, участников {participants}).',
    'Waste a participant: {share} ({grams} in all, {participants} {participants|participant|participants}).',
  ),
  'many-trees-a-person': words(
    'Бір қатысушыға {share} ағаштан келеді: {participants} қатысушы {trees} ағаш отырғызған.',
    'Деревьев на одного участника: {share} (всего {trees}, участников {participants}).',
    'Trees a participant: {share} ({trees} in all, {participants} {participants|participant|participants}).',
  ),
  'more-participants-than-students': words(
    'Колледжде {students} студент бар, ал өтінімде {participants} қатысушы көрсетілген.',
    'Участников в заявке {participants}, а студентов в колледже {students}.',
    'The claim has {participants} {participants|participant|participants}, the college {students} {students|student|students}.',
  ),
  'many-beneficiaries': words(
    'Өтінімде {beneficiaries} көмек алушы көрсетілген, әдетте {usual} адамнан аспайды.',
    'Благополучателей в заявке {beneficiaries}, обычно не больше {usual}.',
    'The claim has {beneficiaries} people helped, usually at most {usual}.',
  ),
  'more-living-trees-than-planted': words(
    '{claims} өтінімде барлығы {living} көгерген ағаш көрсетілген, ал отырғызылғаны расталған ағаш саны – {planted}.',
    'Прижившихся деревьев в {claims} {claims|заявке|заявках|заявках} всего {living}, а посаженных подтверждено {planted}.',
    'Living trees in {claims} {claims|claim|claims}: {living}. Planted trees that are verified: {planted}.',
  ),
  'same-kind-same-day': words(
    'Колледж осы күнге осы түр бойынша тағы {claims} өтінім берген.',
    'За этот день колледж подал ещё {claims} {claims|заявку|заявки|заявок} того же вида.',
    'The college has {claims} more {claims|claim|claims} of this kind on this day.',
  ),
  'overlapping-days': words(
    'Колледждің осы түр бойынша тағы {claims} өтінімінің күндері қабаттасады.',
    'Дни пересекаются с ещё {claims} {claims|заявкой|заявками|заявками} колледжа того же вида.',
    'The days overlap with {claims} more {claims|claim|claims} of the college of this kind.',
  ),
  'many-kinds-one-day': words(
    'Колледж осы бір күнге {kinds} түр бойынша өтінім берген.',
    'За один этот день колледж подал заявки {kinds} {kinds|вида|видов|видов}.',
    'The college has claims of {kinds} {kinds|kind|kinds} on this one day.',
  ),
  'joint-action-in-full': words(
    'Осы ортақ акцияны дәл осы санмен тағы {colleges} колледж көрсеткен ({value}).',
    'Ту же совместную акцию с тем же числом {colleges|указал|указали|указали} ещё {colleges} {colleges|колледж|колледжа|колледжей} ({value}).',
    'The same joint action is reported with the same number by {colleges} more {colleges|college|colleges} ({value}).',
  ),
  'same-in-another-challenge': words(
    'Колледж ұқсас акция бойынша басқа челленджде {claims} өтінім берген.',
    'О похожей акции колледж подал {claims} {claims|заявку|заявки|заявок} в другом челлендже.',
    'The college has {claims} {claims|claim|claims} of a similar action in another challenge.',
  ),
  'same-link': words(
    'Осы сілтеме тағы {claims} өтінімде бар.',
    'Та же ссылка есть ещё в {claims} {claims|заявке|заявках|заявках}.',
    'The same link is in {claims} other {claims|claim|claims}.',
  ),
  'same-link-elsewhere': words(
    'Осы сілтеме тағы {claims} өтінімде, соның ішінде басқа {colleges} колледжде бар.',
    'Та же ссылка есть ещё в {claims} {claims|заявке|заявках|заявках}, в том числе у {colleges} {colleges|другого колледжа|других колледжей|других колледжей}.',
    'The same link is in {claims} other {claims|claim|claims}, also of {colleges} other {colleges|college|colleges}.',
  ),
  'same-photo': words(
    'Осы фото немесе оған өте ұқсас фото тағы {claims} өтінімде бар.',
    'Это же или очень похожее фото есть ещё в {claims} {claims|заявке|заявках|заявках}.',
    'The same photo, or one that looks like it, is in {claims} other {claims|claim|claims}.',
  ),
  'same-photo-elsewhere': words(
    'Осы фото немесе оған өте ұқсас фото тағы {claims} өтінімде, соның ішінде басқа {colleges} колледжде бар.',
    'Это же или очень похожее фото есть ещё в {claims} {claims|заявке|заявках|заявках}, в том числе у {colleges} {colleges|другого колледжа|других колледжей|других колледжей}.',
    'The same photo, or one that looks like it, is in {claims} other {claims|claim|claims}, also of {colleges} other {colleges|college|colleges}.',
  ),
  'rejected-before': words(
    'Колледждің осындай {claims} өтінімі бұрын қабылданбаған.',
    'Раньше колледжу отказали по {claims} {claims|похожей заявке|похожим заявкам|похожим заявкам}.',
    '{claims} similar {claims|claim|claims} of the college {claims|was|were} refused before.',
  ),
  'grown-by-revision': words(
    'Өтінім түзетілгенде сан көп өскен ({value}, алғашқы өтінімде {claimed}).',
    'При исправлении заявки число намного выросло ({value}, в первой заявке {claimed}).',
    'A revision raised the number far ({value}, first claimed {claimed}).',
  ),
  'approved-far-above-claim': words(
    'Расталған сан өтінімдегіден көп артық ({approved}, өтінімде {claimed}).',
    'Подтверждено намного больше, чем заявлено ({approved}, в заявке {claimed}).',
    'Far more is verified than claimed ({approved}, claimed {claimed}).',
  ),
  'approved-within-a-minute': words(
    'Өтінім берілгеннен кейін {seconds} секундта бекітілген.',
    'Утверждено через {seconds} {seconds|секунду|секунды|секунд} после подачи заявки.',
    'Approved {seconds} {seconds|second|seconds} after the claim.',
  ),
  'approved-after-reset': words(
    'Бекіткен тіркелгінің құпиясөзі бекітуден {days} күн бұрын басқа адам берген сілтемемен ауыстырылған.',
    'Пароль утвердившей учётной записи за {days} {days|день|дня|дней} до утверждения сбросили по ссылке другого человека.',
    'The password of the approving account was reset by a link of somebody else {days} {days|day|days} before.',
  ),
  'approved-on-day-of-reset': words(
    'Бекіткен тіркелгінің құпиясөзі бекітуге бір тәулік қалмай басқа адам берген сілтемемен ауыстырылған.',
    'Пароль утвердившей учётной записи меньше чем за сутки до утверждения сбросили по ссылке другого человека.',
    'The password of the approving account was reset by a link of somebody else less than a day before.',
  ),
  'reviewer-of-one-college': words(
    'Бекіткен тексеруші осы челленджде тек осы колледж бойынша шешім шығарған: {decisions} рет.',
    'Утвердивший проверяющий принимал в этом челлендже решения только по этому колледжу: {decisions} {decisions|раз|раза|раз}.',
    'The approving reviewer has decided on this college only in this challenge: {decisions} {decisions|time|times}.',
  ),
  'reviewer-had-this-college': words(
    'Бекіткендердің ішінде осы колледждің тіркелгісі болған {reviewers} адам бар.',
    'Среди утвердивших – {reviewers} {reviewers|человек|человека|человек}, у кого была учётная запись этого колледжа.',
    'Among those who approved, {reviewers} {reviewers|person|people} had an account of this college.',
  ),
};

const LOCALES = { kk: 'kk', ru: 'ru', en: 'en-GB' } as const;
const plurals = { kk: new Intl.PluralRules('kk'), ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** The forms are one, few and many; English has one and many. */
function formOf(forms: readonly string[], count: number, language: Language): string {
  const rule = plurals[language].select(count);
  return (rule === 'one' ? forms[0] : rule === 'few' ? forms[1] : forms.at(-1)) ?? '';
}

const number = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits, roundingMode: 'floor' }).format(value);

/** A stored number of a metric in the unit that people read. */
function amount(metric: string, value: number, language: Language): string {
  const { unit, scale } = metricOf(metric);
  const shown = number(value / scale, language, scale === 1 ? 1 : 2);
  return unit ? `${shown} ${unit[language]}` : shown;
}

/** Figures that are numbers of the metric of the flag. */
const OF_METRIC: readonly string[] = ['value', 'approved', 'claimed'];

function figureIn({ figures, metric }: Flag, name: string, language: Language): string {
  const value = figures[name] ?? 0;
  if (name === 'share') return share(figures, language);
  if (name === 'grams') return amount(name, value, language);
  if (metric === null || !OF_METRIC.includes(name)) return number(value, language);
  const shown = amount(metric, value, language);
  return name === 'claimed' ? shown : `${metricOf(metric).labels[language]}: ${shown}`;
}

/** Waste or trees for each participant. */
function share(figures: Flag['figures'], language: Language): string {
  const metric = 'grams' in figures ? 'grams' : 'trees';
  return amount(metric, (figures[metric] ?? 0) / (figures['participants'] ?? 1), language);
}

function sentenceOf({ code, figures }: Flag): LocalisedText {
  if (code === 'same-link' && (figures['colleges'] ?? 0) > 0) return sentences['same-link-elsewhere'];
  if (code === 'same-photo' && (figures['colleges'] ?? 0) > 0) return sentences['same-photo-elsewhere'];
  if (code === 'approved-after-reset' && figures['days'] === 0) return sentences['approved-on-day-of-reset'];
  return sentences[code];
}

/** A flag in words with its figures. */
export function flagWords(flag: Flag): LocalisedText {
  const sentence = sentenceOf(flag);
  const inLanguage = (language: Language) =>
    sentence[language].replaceAll(/\{(\w+)((?:\|[^{}|]+)*)\}/g, (_, name: string, forms: string) => {
      if (forms !== '') return formOf(forms.slice(1).split('|'), flag.figures[name] ?? 0, language);
      return figureIn(flag, name, language);
    });
  return { kk: inLanguage('kk'), ru: inLanguage('ru'), en: inLanguage('en') };
}
