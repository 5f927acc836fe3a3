import type { Catalogue } from '../../http/language.js';

const kk = {
  CAP_BELOW_BASE:
    '«{kind}» түрінің шегі ({cap}) негізгі ұпайынан ({base}) аз. Бұл түрдің акциясы {cap} ұпайдан асырмайды.',
  METRIC_UNFAMILIAR:
    '«{metric}» көрсеткіші («{kind}» түрі) дайын ережелерде жоқ, осы челленджде де әлі расталмаған. Атауын тексеріңіз.',
  STEP_UNLIKE_REPORTS:
    '«{kind}» түрінде «{metric}» көрсеткішінің қадамы: {step}. Расталған акциядағы әдеттегі сан: {usual}, айырмасы {times} есе. Өлшем бірлігін тексеріңіз: грамм, тиын, минут.',
  STEP_UNLIKE_SHIPPED:
    '«{kind}» түрінде «{metric}» көрсеткішінің қадамы: {step}. Дайын ережедегі қадам: {usual}, айырмасы {times} есе. Өлшем бірлігін тексеріңіз: грамм, тиын, минут.',
  SHARE_CAP_CUTS_ALL:
    'Үлес шегі ({percent} %, {from} ұпайдан) акциялардың барлық ұпайын кеседі. Пайызды немесе шексіз ұпайды көбейтіңіз.',
  SHARE_CAP_UNREACHABLE:
    'Үлес шегіне ({percent} %, {from} ұпайдан) ешкім жетпейді: бір түр бүкіл маусымда ең көбі {most} ұпай әкеледі. Қажет болса, сандарын азайтыңыз.',
  DIVERSITY_BEYOND_POINTS:
    'Әралуандық үстемесі ({bonus} ұпай) маусымдағы әдеттегі ұпайдан ({season}) көп. Сандарын тексеріңіз.',
  KIND_WITHOUT_VARIABLE_PART:
    '«{kind}» түрі негізгі ұпайдан ({base}) артық әкелмейді, сондықтан әралуандық үстемесін ешқашан бермейді (variableOnly).',
  SEASON_CAP_BELOW_ACTION: '«{kind}» түрінің маусымдық шегі ({seasonCap}) бір акцияның ең көп ұпайынан ({most}) аз.',
  STANDINGS_FROZEN: 'Кесте уақытша жабық. Басқалар бұл өзгерісті кесте қайта ашылғанда ғана көреді.',
  SUBMISSIONS_ENDED:
    'Өтінім қабылдау аяқталған (соңғы күні: {closesOn}). Колледждер бұл ережеге енді бейімделе алмайды.',
  ONLY_LATER_ACTIONS:
    'Бұл ереже тек кейін жіберілетін акцияларға қолданылады. Бұрын жіберілген акциялар ({count}) бұрынғы ережемен есептеледі.',
  KIND_LOSES_POINTS: '«{kind}» түрі енді есептелмейді. Бекітілген акциялары ({count}) ұпайынан айырылады.',
};

/** Words of the warnings of a rulebook, by code. */
export const rulebookWarningMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    CAP_BELOW_BASE:
      'Предел вида «{kind}» ({cap}) меньше его основных баллов ({base}). Акция этого вида даёт не больше {cap}.',
    METRIC_UNFAMILIAR:
      'Показателя «{metric}» (вид «{kind}») нет в готовых правилах, и в этом челлендже его ещё не подтверждали. Проверьте название.',
    STEP_UNLIKE_REPORTS:
      'Шаг показателя «{metric}» у вида «{kind}»: {step}. Обычное число в подтверждённой акции: {usual}, разница в {times} раз. Проверьте единицы: граммы, тиыны, минуты.',
    STEP_UNLIKE_SHIPPED:
      'Шаг показателя «{metric}» у вида «{kind}»: {step}. Шаг в готовых правилах: {usual}, разница в {times} раз. Проверьте единицы: граммы, тиыны, минуты.',
    SHARE_CAP_CUTS_ALL:
      'Предел доли ({percent} %, от {from} баллов) срезает все баллы за акции. Увеличьте процент или баллы без предела.',
    SHARE_CAP_UNREACHABLE:
      'Предела доли ({percent} %, от {from} баллов) никто не достигнет: один вид даёт за весь сезон не больше {most}. Если нужно, уменьшите числа.',
    DIVERSITY_BEYOND_POINTS:
      'Надбавка за разнообразие ({bonus}) больше обычных баллов за сезон ({season}). Проверьте числа.',
    KIND_WITHOUT_VARIABLE_PART:
      'Вид «{kind}» не даёт больше основных баллов ({base}), поэтому надбавку за разнообразие не принесёт никогда (variableOnly).',
    SEASON_CAP_BELOW_ACTION: 'Предел сезона вида «{kind}» ({seasonCap}) меньше, чем даёт одна лучшая акция ({most}).',
    STANDINGS_FROZEN: 'Таблица заморожена. Остальные увидят это изменение, только когда она откроется снова.',
    SUBMISSIONS_ENDED:
      'Приём заявок завершён (последний день: {closesOn}). Колледжи уже не могут подстроиться под эти правила.',
    ONLY_LATER_ACTIONS:
      'Эти правила действуют только для акций, которые отправят позже. Отправленные раньше ({count}) считаются по прежним.',
    KIND_LOSES_POINTS: 'Вид «{kind}» больше не считается. Его утверждённые акции ({count}) теряют баллы.',
  },
  en: {
    CAP_BELOW_BASE:
      'The cap of the kind “{kind}” ({cap}) is below its base points ({base}). Its actions bring at most {cap}.',
    METRIC_UNFAMILIAR:
      'No shipped rulebook has the metric “{metric}” (kind “{kind}”), and none was confirmed in this challenge. Check its name.',
    STEP_UNLIKE_REPORTS:
      'The step of “{metric}” in the kind “{kind}” is {step}. A confirmed action usually has {usual}, {times} times off. Check the unit: grams, tiyn, minutes.',
    STEP_UNLIKE_SHIPPED:
      'The step of “{metric}” in the kind “{kind}” is {step}. The shipped rulebook has {usual}, {times} times off. Check the unit: grams, tiyn, minutes.',
    SHARE_CAP_CUTS_ALL:
      'The share cap ({percent} %, from {from} points) cuts all points of actions. Raise the percentage or the free points.',
    SHARE_CAP_UNREACHABLE:
      'Nobody reaches the share cap ({percent} %, from {from} points): one kind brings at most {most} in the whole season. Lower the numbers if needed.',
    DIVERSITY_BEYOND_POINTS:
      'The diversity bonus ({bonus}) is greater than the usual points of a season ({season}). Check the numbers.',
    KIND_WITHOUT_VARIABLE_PART:
      'The kind “{kind}” brings no more than its base points ({base}), so it never earns the diversity bonus (variableOnly).',
    SEASON_CAP_BELOW_ACTION: 'The season cap of the kind “{kind}” ({seasonCap}) is below one best action ({most}).',
    STANDINGS_FROZEN: 'The standings are frozen. Others see this change only when they are revealed.',
    SUBMISSIONS_ENDED: 'Submissions are closed (last day: {closesOn}). Colleges can no longer adapt to these rules.',
    ONLY_LATER_ACTIONS:
      'These rules hold only for actions that are submitted later. Those submitted before ({count}) score as they did.',
    KIND_LOSES_POINTS: 'The kind “{kind}” no longer counts. Its approved actions ({count}) lose their points.',
  },
};
