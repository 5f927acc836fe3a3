import type { ChallengeDetails } from '../../challenges/challenges.contract.js';
import type { Role } from '../../events/values.js';
import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';

/** Facts about the season that is being prepared. */
export interface SeasonFacts {
  colleges: number;
  withoutEnrolment: number;
  /** All that are neither final nor cancelled. */
  challenges: readonly ChallengeDetails[];
  reviewers: number;
  coordinators: number;
}

interface Step {
  title: string;
  /** Markup, one paragraph each. */
  notes: string[];
  isDone: boolean;
  /** Requests and commands that do it. */
  how: string[];
}

/** The steps to a running season for an organiser, with the next one marked. */
export function seasonPage(facts: SeasonFacts, language: Language, notices = ''): string {
  const say = words[language];
  const steps = stepsOf(facts, language);
  const next = steps.findIndex(({ isDone }) => !isDone);
  const item = ({ title, notes, isDone, how }: Step, index: number): string => {
    const state = isDone ? 'done' : index === next ? 'todo' : 'later';
    const requests = how.map((one) => `<code>${one}</code>`).join(' ');
    return `<li class="step is-${state}"><div><h2>${title}</h2>${notes.map((note) => `<p>${note}</p>`).join('')}${
      requests ? `<p class="step__how">${say.by} ${requests}</p>` : ''
    }</div><p class="step__state">${say[state]}</p></li>`;
  };
  return frame(
    say,
    language,
    '/console',
    say.title,
    `${notices}<p>${say.lead}</p>\n<ol class="steps">${steps.map(item).join('\n')}</ol>\n<p>${say.interface}</p>`,
  );
}

/** For the roles whose own pages do not exist yet. */
export const rolePage = (role: Role, language: Language, notices = ''): string =>
  frame(
    words[language],
    language,
    '/console',
    words[language].roleTitle,
    `${notices}<p>${words[language].role[role] ?? ''}</p>\n<p>${words[language].interface}</p>`,
  );

function stepsOf(facts: SeasonFacts, language: Language): Step[] {
  const say = words[language];
  const { challenges, colleges, withoutEnrolment, reviewers, coordinators } = facts;
  const of = (text: (challenge: ChallengeDetails) => string): string[] =>
    challenges.map((one) => `<b>${escapeHtml(one.titles[language])}</b>: ${text(one)}`);
  const states = {
    announced: (one: ChallengeDetails) => say.announced.replace('{day}', dayIn(one.opensOn, language)),
    open: () => say.opened,
    closed: () => say.closed,
    final: () => say.closed,
    cancelled: () => say.closed,
  };
  const screens = challenges.map(
    ({ id, titles }) => `<a href="/screen/${id}">${escapeHtml(titles[language])}: /screen/${id}</a>`,
  );
  return [
    {
      title: say.colleges,
      notes: [
        colleges > 0 ? counted(say.registered, colleges, language) : say.collegesTodo,
        ...(withoutEnrolment > 0 ? [counted(say.withoutEnrolment, withoutEnrolment, language)] : []),
      ],
      isDone: colleges > withoutEnrolment,
      how: ['npm run import -- --kind roster', 'POST /api/colleges', 'POST /api/colleges/{id}/enrolments'],
    },
    {
      title: say.challenge,
      notes: challenges.length > 0 ? of(({ season }) => escapeHtml(season[language])) : [say.challengeTodo],
      isDone: challenges.length > 0,
      how: ['POST /api/challenges'],
    },
    {
      title: say.rules,
      notes: [
        say.rulesTodo,
        ...of(({ rulebookVersion: n }) => (n > 0 ? say.version.replace('{n}', String(n)) : '–')),
        say.rulesOpen,
      ],
      isDone: challenges.length > 0 && challenges.every(({ rulebookVersion }) => rulebookVersion > 0),
      how: ['POST /api/challenges/{id}/rulebooks'],
    },
    {
      title: say.people,
      notes: [
        say.peopleTodo,
        `${counted(say.reviewers, reviewers, language)}, ${counted(say.coordinators, coordinators, language)}.`,
      ],
      isDone: reviewers > 0 && coordinators > 0,
      how: ['POST /api/invitations'],
    },
    {
      title: say.open,
      notes: [say.openTodo, ...of((one) => states[one.state](one))],
      isDone: challenges.length > 0 && challenges.every(({ state }) => state !== 'announced'),
      how: ['POST /api/challenges/{id}/open'],
    },
    { title: say.screen, notes: [say.screenTodo, ...screens], isDone: false, how: [] },
  ];
}

function frame(say: StartWords, language: Language, path: string, title: string, content: string): string {
  const help =
    path === '/console'
      ? `<a class="button button--quiet" href="/help/what-to-do?lang=${language}">${say.help}</a>`
      : '';
  return plainPage({
    language,
    title,
    path,
    isWide: true,
    aside: `<form class="bar__out" method="post" action="/sign-out?lang=${language}"><button>${say.signOut}</button></form>`,
    content: `<h1>${title}</h1>\n${content}
<p class="buttons"><a class="button" href="/api/docs">${say.docs}</a>${help}<a class="button button--quiet" href="/account?lang=${language}">${say.account}</a><a class="button button--quiet" href="/?lang=${language}">${say.boards}</a></p>`,
  });
}
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

const kk = {
  title: 'Маусымға дайындық',
  lead: 'Әр қадамды кез келген уақытта өзгертуге болады.',
  done: 'дайын',
  todo: 'келесі қадам',
  later: 'кейін',
  colleges: 'Колледждер тізімі',
  collegesTodo: 'Колледждерді студент санымен енгізіңіз: кестеден немесе бір-бірлеп.',
  registered: { other: '{n} колледж тіркелген.' } as Forms,
  withoutEnrolment: { other: '{n} колледждің студент саны енгізілмеген, ол челленджге кірмейді.' } as Forms,
  challenge: 'Челлендж жариялау',
  challengeTodo: 'Атауын, маусымын, ашылатын және жабылатын күнін беріңіз.',
  rules: 'Ұпай ережесі',
  rulesTodo: 'Не үшін неше ұпай берілетіні. Дайын ережені өзгертпей жариялауға болады.',
  rulesOpen: 'Ереже ашылу күнінен кейін жарияланса, челлендж өзі ашылмайды: оны ұйымдастырушы ашады.',
  version: '{n}-нұсқа',
  people: 'Тексерушілер мен үйлестірушілер',
  peopleTodo: 'Әркімге бір реттік шақыру сілтемесін жіберіңіз.',
  reviewers: { other: '{n} тексеруші' } as Forms,
  coordinators: { other: '{n} үйлестіруші' } as Forms,
  open: 'Челленджді ашу',
  openTodo: 'Ереже болса, челлендж ашылу күні сағат 00:00-де өзі ашылады.',
  announced: 'ашылатын күні: {day}',
  opened: 'ашық',
  closed: 'қабылдау аяқталды',
  screen: 'Зал экраны',
  screenTodo: 'Бетті залдағы теледидарда ашыңыз. Оған құпиясөз керек емес.',
  by: 'Қалай:',
  interface: 'Әзірге бәрі бағдарламалық интерфейс арқылы орындалады. Оның бетінде әр сұрау түсіндірілген.',
  docs: 'Интерфейс беті',
  boards: 'Орындар кестесі',
  account: 'Екінші фактор',
  help: 'Не болса, не істеу керек',
  signOut: 'Шығу',
  roleTitle: 'Сіз кірдіңіз',
  role: {
    reviewer: 'Сіз тексерушісіз. Колледждер жіберген акцияларды қарап, бекітесіз немесе қайтарасыз.',
    auditor: 'Сіз аудиторсыз. Барлық оқиғаның тарихын көре аласыз.',
  } as Partial<Record<Role, string>>,
};

type StartWords = typeof kk;

const words: Readonly<Record<Language, StartWords>> = {
  kk,
  ru: {
    title: 'Подготовка сезона',
    lead: 'К каждому шагу можно вернуться в любое время.',
    done: 'готово',
    todo: 'следующий шаг',
    later: 'потом',
    colleges: 'Список колледжей',
    collegesTodo: 'Внесите колледжи с числом студентов: из таблицы или по одному.',
    registered: { one: 'Внесён {n} колледж.', few: 'Внесено {n} колледжа.', other: 'Внесено {n} колледжей.' },
    withoutEnrolment: {
      one: 'У {n} колледжа нет числа студентов, он не войдёт в челлендж.',
      other: 'У {n} колледжей нет числа студентов, они не войдут в челлендж.',
    },
    challenge: 'Объявление челленджа',
    challengeTodo: 'Задайте название, сезон, дни открытия и закрытия.',
    rules: 'Правила начисления баллов',
    rulesTodo: 'За что сколько баллов. Готовые правила можно опубликовать без изменений.',
    rulesOpen: 'Если правила опубликованы позже дня открытия, челлендж сам не откроется: его откроет организатор.',
    version: 'версия {n}',
    people: 'Проверяющие и координаторы',
    peopleTodo: 'Отправьте каждому одноразовую ссылку-приглашение.',
    reviewers: { one: '{n} проверяющий', few: '{n} проверяющих', other: '{n} проверяющих' },
    coordinators: { one: '{n} координатор', few: '{n} координатора', other: '{n} координаторов' },
    open: 'Открытие челленджа',
    openTodo: 'Если правила опубликованы, челлендж откроется сам в 00:00 дня открытия.',
    announced: 'открытие: {day}',
    opened: 'открыт',
    closed: 'приём завершён',
    screen: 'Экран в зале',
    screenTodo: 'Откройте страницу на телевизоре в зале. Пароль ей не нужен.',
    by: 'Как:',
    interface: 'Пока всё делается через программный интерфейс. На его странице объяснён каждый запрос.',
    docs: 'Страница интерфейса',
    boards: 'Таблица мест',
    account: 'Второй фактор',
    help: 'Что делать, если…',
    signOut: 'Выйти',
    roleTitle: 'Вы вошли',
    role: {
      reviewer: 'Вы проверяющий. Вы смотрите акции колледжей, утверждаете их или возвращаете.',
      auditor: 'Вы аудитор. Вам видна история всех событий.',
    },
  },
  en: {
    title: 'Prepare the season',
    lead: 'You can return to every step at any time.',
    done: 'done',
    todo: 'next step',
    later: 'later',
    colleges: 'List of colleges',
    collegesTodo: 'Enter the colleges with their numbers of students: from a sheet, or one by one.',
    registered: { one: '{n} college is registered.', other: '{n} colleges are registered.' },
    withoutEnrolment: {
      one: '{n} college has no number of students and will not enter a challenge.',
      other: '{n} colleges have no number of students and will not enter a challenge.',
    },
    challenge: 'Announce a challenge',
    challengeTodo: 'Give its title, its season, and the days it opens and closes.',
    rules: 'Rulebook',
    rulesTodo: 'How many points for what. The ready rulebook can be published as it is.',
    rulesOpen:
      'When the rulebook comes after the opening day, the challenge does not open by itself: an organiser opens it.',
    version: 'version {n}',
    people: 'Reviewers and coordinators',
    peopleTodo: 'Send everybody a one-time invitation link.',
    reviewers: { one: '{n} reviewer', other: '{n} reviewers' },
    coordinators: { one: '{n} coordinator', other: '{n} coordinators' },
    open: 'Open the challenge',
    openTodo: 'With a rulebook, the challenge opens by itself at 00:00 of its opening day.',
    announced: 'opens on {day}',
    opened: 'open',
    closed: 'submissions closed',
    screen: 'Screen in the hall',
    screenTodo: 'Open the page on the television in the hall. It needs no password.',
    by: 'How:',
    interface: 'For now everything is done through the programming interface. Its page explains every request.',
    docs: 'Page of the interface',
    boards: 'Table of places',
    account: 'Second factor',
    help: 'If something goes wrong (in Russian)',
    signOut: 'Sign out',
    roleTitle: 'You are signed in',
    role: {
      reviewer: 'You are a reviewer. You look at the actions of colleges and approve or return them.',
      auditor: 'You are an auditor. You can see the history of every event.',
    },
  },
};

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const days = { kk: 'kk', ru: 'ru', en: 'en-GB' };

/** A counted phrase in the form that its number asks for. */
function counted(forms: Forms, n: number, language: Language): string {
  // Kazakh nouns keep the singular after a number.
  const rule = language === 'kk' ? 'other' : plurals[language].select(n);
  return (forms[rule] ?? forms.other ?? '').replace('{n}', n.toLocaleString(days[language]));
}

/** A calendar day in words. */
const dayIn = (day: string, language: Language): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(days[language], { day: 'numeric', month: 'long', timeZone: 'UTC' });
/** Where a person of a role begins. */
export const startOf = (role: Role): string =>
  role === 'screen' ? '/' : role === 'coordinator' ? '/portal' : '/console';
