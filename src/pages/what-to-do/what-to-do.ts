import { actionCases } from './action-cases.js';
import type { Bilingual, CasePart } from './case.js';
import { collegeCases } from './college-cases.js';
import { dateCases } from './date-cases.js';
import { disputeCases } from './dispute-cases.js';
import { peopleCases } from './people-cases.js';
import { ruleCases } from './rule-cases.js';

/** `docs/what-to-do/*.md` has the same text; `UPDATE_DOCS=yes` in their test writes it. */
export const parts: readonly CasePart[] = [dateCases, ruleCases, actionCases, collegeCases, disputeCases, peopleCases];

export const title: Bilingual = { kk: 'Не болса, не істеу керек', ru: 'Что делать, если…' };

/** Rules of every case. */
export const notes: readonly Bilingual[] = [
  {
    kk: 'Ештеңе ізсіз жоғалмайды: әр түзету себебімен бірге тарихқа жазылады. Қателікті жасырмай, осы беттегі сұраумен түзетіңіз.',
    ru: 'Ничто не пропадает бесследно: каждое исправление записывается в историю с причиной. Не прячьте ошибку, исправьте её запросом с этой страницы.',
  },
  {
    kk: 'Сұрауды ашсаңыз, толтырылған үлгісі шығады: мәндерін ауыстырып, сол жерден жібересіз. Маңызды сұраулар құпиясөзді қайта сұрайды. Себебіне адамның аты-жөнін жазбаңыз.',
    ru: 'Откройте запрос: там готовый пример, замените в нём значения и отправьте. Важные запросы снова спрашивают пароль. Не пишите в причине имён людей.',
  },
  {
    kk: 'Қорытынды бекітілсе, алдымен челленджді қайта ашыңыз. Тек атау түзету, материалды алу және деректерді өшіру онсыз да істейді.',
    ru: 'Если итоги утверждены, сначала снова откройте челлендж. Без этого можно исправить название, убрать материал и удалить данные.',
  },
  {
    kk: 'Кесте уақытша жабық болса, көпшілік өзгерісті кесте ашылғанда көреді.',
    ru: 'Пока таблица временно закрыта, посторонние не видят изменений до её открытия.',
  },
];

export const labels = {
  contents: { kk: 'Мазмұны', ru: 'Содержание' },
  steps: { kk: 'Не істейсіз', ru: 'Что делать' },
  shown: { kk: 'Бәріне не көрінеді', ru: 'Что увидят все' },
  back: { kk: 'Қалай қайтаруға болады', ru: 'Как вернуть назад' },
  console: { kk: 'Маусымға дайындық', ru: 'Подготовка сезона' },
  docs: { kk: 'Интерфейс беті', ru: 'Страница интерфейса' },
  up: { kk: 'Мазмұнына', ru: 'К содержанию' },
} satisfies Record<string, Bilingual>;
