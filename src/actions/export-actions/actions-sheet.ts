import { metricOf } from '../../../projections/metrics.js';
import type { LocalisedText } from '../../events/values.js';
import type { Language } from '../../http/language.js';
import type { Sheet } from '../../leaderboard/index.js';
import type { ActionSummary } from '../actions.contract.js';

type Cell = Sheet['rows'][number][number];

const states: Readonly<Record<ActionSummary['status'], LocalisedText>> = {
  submitted: { kk: 'Қарауды күтіп тұр', ru: 'Ждёт решения', en: 'Awaits a decision' },
  'needs-info': { kk: 'Сұраққа жауап күтілуде', ru: 'Ждёт ответа на вопрос', en: 'A question awaits its answer' },
  approved: { kk: 'Бекітілді', ru: 'Утверждена', en: 'Approved' },
  rejected: { kk: 'Қабылданбады', ru: 'Отклонена', en: 'Rejected' },
  revoked: { kk: 'Бекітуі кері қайтарылды', ru: 'Утверждение отозвано', en: 'Approval revoked' },
  withdrawn: { kk: 'Қайтарып алынды', ru: 'Отозвана', en: 'Withdrawn' },
};

const words = {
  kk: {
    ...{ name: 'Акциялар', disputed: 'дау бар', claimed: 'мәлімделгені', verified: 'расталғаны' },
    asOf: (moment: string) => `${moment} жағдайы бойынша (Ақтау уақыты)`,
    cut: (shown: number, total: number) => `${total} акцияның алғашқы ${shown} жолы. Күндерін тарылтыңыз.`,
  },
  ru: {
    ...{ name: 'Акции', disputed: 'есть спор', claimed: 'заявлено', verified: 'подтверждено' },
    asOf: (moment: string) => `По состоянию на ${moment} (время Актау)`,
    cut: (shown: number, total: number) => `Первые ${shown} из ${total} акций. Сузьте период.`,
  },
  en: {
    ...{ name: 'Actions', disputed: 'disputed', claimed: 'claimed', verified: 'verified' },
    asOf: (moment: string) => `As of ${moment} (Aqtau time)`,
    cut: (shown: number, total: number) => `The first ${shown} of ${total} actions. Choose fewer days.`,
  },
};

/** Swedish writes a date as 2026-11-28 21:00, which every reader of a spreadsheet understands. */
const moments = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Aqtau', dateStyle: 'short', timeStyle: 'short' });
const moment = (instant: string | null) => instant && moments.format(new Date(instant));

const before: readonly (LocalisedText & { cell(one: ActionSummary, language: Language): Cell })[] = [
  { kk: 'Түбіртек №', ru: 'Квитанция №', en: 'Receipt No', cell: ({ receipt }) => receipt },
  { kk: 'Акция түрі', ru: 'Вид акции', en: 'Kind', cell: ({ titles, kind }, language) => titles?.[language] ?? kind },
  { kk: 'Басталған күні', ru: 'Первый день', en: 'First day', cell: ({ doneFrom, doneOn }) => doneFrom ?? doneOn },
  { kk: 'Аяқталған күні', ru: 'Последний день', en: 'Last day', cell: ({ doneOn }) => doneOn },
  { kk: 'Орны', ru: 'Место', en: 'Place', cell: ({ place }) => place },
];

const after: typeof before = [
  { kk: 'Күйі', ru: 'Состояние', en: 'State', cell: stateOf },
  { kk: 'Себебі', ru: 'Причина', en: 'Reason', cell: ({ reasonText }, language) => reasonText?.[language] ?? null },
  { kk: 'Ұпай', ru: 'Баллы', en: 'Points', cell: ({ points }) => points },
  { kk: 'Жіберілді', ru: 'Отправлена', en: 'Submitted', cell: ({ submittedAt }) => moment(submittedAt) },
  { kk: 'Шешім қабылданды', ru: 'Решение принято', en: 'Decided', cell: ({ decidedAt }) => moment(decidedAt) },
];

/** Own actions as a table: one line per action, and two columns per metric that one of them has. */
export function actionsSheet(
  actions: readonly ActionSummary[],
  { college, now, total }: { college: LocalisedText; now: string; total: number },
  language: Language,
): Sheet {
  const text = words[language];
  const metrics = [...new Set(actions.flatMap(({ claimed, verified }) => Object.keys({ ...claimed, ...verified })))];
  const numbers = metrics.sort().flatMap((metric) => {
    const { labels, unit, scale } = metricOf(metric);
    const label = unit ? `${labels[language]}, ${unit[language]}` : labels[language];
    return [
      {
        heading: `${label}: ${text.claimed}`,
        cell: ({ claimed }: ActionSummary) => claimedCell(claimed[metric], scale),
      },
      {
        heading: `${label}: ${text.verified}`,
        cell: ({ verified }: ActionSummary) => scaled(verified?.[metric], scale),
      },
    ];
  });
  return {
    title: [
      `${text.name}. ${college[language]}`,
      text.asOf(moments.format(new Date(now))),
      ...(actions.length < total ? [text.cut(actions.length, total)] : []),
    ],
    name: text.name,
    headings: [
      ...before.map((column) => column[language]),
      ...numbers.map(({ heading }) => heading),
      ...after.map((column) => column[language]),
    ],
    rows: actions.map((one) => [
      ...before.map(({ cell }) => cell(one, language)),
      ...numbers.map(({ cell }) => cell(one)),
      ...after.map(({ cell }) => cell(one, language)),
    ]),
  };
}

function stateOf({ status, disputed }: ActionSummary, language: Language): string {
  const state = states[status][language];
  return disputed ? `${state}, ${words[language].disputed}` : state;
}

const scaled = (value: number | undefined, scale: number): number | null =>
  value === undefined ? null : value / scale;

/** A number that is not exact is text, so that nobody adds it up unnoticed. */
function claimedCell(claimed: ActionSummary['claimed'][string] | undefined, scale: number): Cell {
  if (!claimed) return null;
  const number = claimed.value / scale;
  return claimed.precision === 'exact' ? number : `${claimed.precision === 'about' ? '≈' : '≥'} ${number}`;
}
