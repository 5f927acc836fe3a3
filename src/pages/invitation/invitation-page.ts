import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { formField, plainPage } from '../plain-page.js';

export interface InvitationForm {
  token: string;
  name: string;
  login: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'name' | 'login' | 'password', string>>>;
}

/** Asks for name, login and password. */
export function invitationPage({ token, name, login, errors }: InvitationForm, language: Language): string {
  const say = words[language];
  const fields = [
    formField({
      id: 'name',
      label: `${say.name} <span>${say.optional}</span>`,
      attributes: `value="${escapeHtml(name)}" autocomplete="name" maxlength="120"`,
      hint: say.nameHint,
      error: errors.name,
    }),
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="64" autocapitalize="none" spellcheck="false"`,
      hint: say.loginHint,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="new-password" maxlength="200"',
      hint: say.passwordHint,
      error: errors.password,
    }),
  ];
  return page(
    language,
    say.title,
    token,
    `<p>${say.lead}</p>
<form method="post" action="/invite/${escapeHtml(token)}?lang=${language}" novalidate>
${fields.join('\n')}
<button class="button">${say.save}</button>
</form>`,
  );
}

/** Signs in the device that opens it. A button, because link previews open links and must not use them up. */
export const devicePage = (token: string, language: Language): string =>
  page(
    language,
    words[language].deviceTitle,
    token,
    `<p>${words[language].device}</p>
<form method="post" action="/invite/${escapeHtml(token)}?lang=${language}"><button class="button">${words[language].deviceGo}</button></form>`,
  );

export const usedInvitationPage = (language: Language): string =>
  page(
    language,
    words[language].usedTitle,
    'used',
    `<p>${words[language].used}</p><a class="button" href="/sign-in?lang=${language}">${words[language].signIn}</a>`,
  );

export const acceptedPage = (language: Language): string =>
  page(
    language,
    words[language].doneTitle,
    'done',
    `<p>${words[language].done}</p><a class="button" href="/console?lang=${language}">${words[language].go}</a>`,
  );

const page = (language: Language, title: string, token: string, content: string): string =>
  plainPage({
    language,
    title,
    path: `/invite/${escapeHtml(token)}`,
    content: `<h1>${title}</h1>\n${content}`,
  });
const kk = {
  title: 'Қош келдіңіз',
  lead: 'Жүйеге кіру үшін логин мен құпиясөз ойлап табыңыз.',
  name: 'Аты-жөніңіз',
  optional: '(міндетті емес)',
  nameHint: 'Тек ұйымдастырушылар көреді.',
  login: 'Логин',
  loginHint: 'Кемінде 3 таңба: латын әріптері, сандар, нүкте, сызықша.',
  password: 'Құпиясөз',
  passwordHint: 'Кемінде 12 таңба. Бірнеше сөзден құралған сөйлем жақсы.',
  save: 'Сақтап, кіру',
  usedTitle: 'Сілтеме жарамсыз',
  used: 'Бұл шақыру қолданылған, ескірген немесе қайтарып алынған. Ұйымдастырушыдан жаңа сілтеме сұраңыз.',
  signIn: 'Кіру',
  doneTitle: 'Бәрі дайын',
  done: 'Құпиясөз сақталды, сіз жүйеге кірдіңіз.',
  go: 'Бастау',
  deviceTitle: 'Бұл құрылғы — экран',
  device:
    'Түймені экран болатын құрылғыда басыңыз. Ол бір жыл бойы құпиясөзсіз жұмыс істейді; ұйымдастырушы оны кез келген уақытта ажырата алады.',
  deviceGo: 'Экранды қосу',
};

export const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Добро пожаловать',
    lead: 'Придумайте логин и пароль для входа.',
    name: 'Имя и фамилия',
    optional: '(необязательно)',
    nameHint: 'Видят только организаторы.',
    login: 'Логин',
    loginHint: 'Не меньше 3 знаков: латинские буквы, цифры, точка, дефис.',
    password: 'Пароль',
    passwordHint: 'Не меньше 12 знаков. Хорошо подойдёт фраза из нескольких слов.',
    save: 'Сохранить и войти',
    usedTitle: 'Ссылка недействительна',
    used: 'Это приглашение использовано, устарело или отозвано. Попросите у организатора новую ссылку.',
    signIn: 'Войти',
    doneTitle: 'Всё готово',
    done: 'Пароль сохранён, вы вошли в систему.',
    go: 'Начать',
    deviceTitle: 'Это устройство — экран',
    device:
      'Нажмите кнопку на том устройстве, которое будет экраном. Оно год работает без пароля; организатор может отключить его в любой момент.',
    deviceGo: 'Включить экран',
  },
  en: {
    title: 'Welcome',
    lead: 'Choose a login and a password to sign in with.',
    name: 'Your name',
    optional: '(optional)',
    nameHint: 'Only organisers see it.',
    login: 'Login',
    loginHint: 'At least 3 characters: Latin letters, digits, dots, hyphens.',
    password: 'Password',
    passwordHint: 'At least 12 characters. A phrase of several words is good.',
    save: 'Save and sign in',
    usedTitle: 'This link is not valid',
    used: 'The invitation was used, is too old or was withdrawn. Ask an organiser for a new link.',
    signIn: 'Sign in',
    doneTitle: 'All set',
    done: 'Your password is saved and you are signed in.',
    go: 'Begin',
    deviceTitle: 'This device is a screen',
    device:
      'Press the button on the device that is to be the screen. It works for a year without a password; an organiser can switch it off at any time.',
    deviceGo: 'Switch the screen on',
  },
};
