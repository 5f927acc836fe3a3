import type { Role } from '../../events/values.js';
import type { Language } from '../../http/language.js';

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
  rulesOpen: 'Ашылу күні келген болса, челлендж ереже жарияланған сәтте барлық дайын колледжбен өзі ашылады.',
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
  signOut: 'Шығу',
  roleTitle: 'Сіз кірдіңіз',
  role: {
    reviewer: 'Сіз тексерушісіз. Колледждер жіберген акцияларды қарап, бекітесіз немесе қайтарасыз.',
    coordinator: 'Сіз үйлестірушісіз. Өз колледжіңіздің акцияларын жібересіз.',
    auditor: 'Сіз аудиторсыз. Барлық оқиғаның тарихын көре аласыз.',
  } as Partial<Record<Role, string>>,
};

export type StartWords = typeof kk;

export const words: Readonly<Record<Language, StartWords>> = {
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
    rulesOpen:
      'Если день открытия уже наступил, челлендж откроется сам в момент публикации правил, со всеми готовыми колледжами.',
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
    signOut: 'Выйти',
    roleTitle: 'Вы вошли',
    role: {
      reviewer: 'Вы проверяющий. Вы смотрите акции колледжей, утверждаете их или возвращаете.',
      coordinator: 'Вы координатор. Вы подаёте акции своего колледжа.',
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
      'If the opening day has come, the challenge opens by itself when its rulebook is published, with every college that is ready.',
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
    signOut: 'Sign out',
    roleTitle: 'You are signed in',
    role: {
      reviewer: 'You are a reviewer. You look at the actions of colleges and approve or return them.',
      coordinator: 'You are a coordinator. You submit the actions of your college.',
      auditor: 'You are an auditor. You can see the history of every event.',
    },
  },
};

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const days = { kk: 'kk', ru: 'ru', en: 'en-GB' };

/** A counted phrase in the form that its number asks for. */
export function counted(forms: Forms, n: number, language: Language): string {
  // Kazakh nouns keep the singular after a number.
  const rule = language === 'kk' ? 'other' : plurals[language].select(n);
  return (forms[rule] ?? forms.other ?? '').replace('{n}', n.toLocaleString(days[language]));
}

/** A calendar day in words. */
export const dayIn = (day: string, language: Language): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(days[language], { day: 'numeric', month: 'long', timeZone: 'UTC' });
