import type { Language } from '../../http/language.js';
import { bag } from '../bag.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { passkeySignInRow } from '../passkey-buttons.js';
import { formField, plainPage } from '../plain-page.js';

export interface SignInForm {
  login: string;
  /** Address to open after the sign-in; empty = the start page of the role. */
  next: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'login' | 'password', string>>>;
  isSignedOut?: boolean;
  /** The session outlives the browser. */
  isRemembered: boolean;
  isPhone: boolean;
  /** The address has passkeys. */
  hasPasskeys: boolean;
  /** In a demo the password may be in the address, after `#`. */
  isDemo?: boolean;
}

/** Asks for login and password. */
export function signInPage(form: SignInForm, language: Language): string {
  const { login, next, errors } = form;
  const say = words[language];
  const query = next ? `&amp;next=${encodeURIComponent(next)}` : '';
  const fields = [
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username${form.hasPasskeys ? ' webauthn' : ''}" maxlength="200" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="next"`,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="current-password" maxlength="1000" enterkeyhint="go"',
      error: errors.password,
      secretIn: language,
    }),
  ];
  const after = `/sign-in?lang=${language}${next ? `&next=${encodeURIComponent(next)}` : ''}`;
  const passkeyRow = form.hasPasskeys ? passkeySignInRow(after, true, language) : '';
  return plainPage({
    language,
    title: say.title,
    path: '/sign-in',
    query,
    entry: 'bag',
    scripts: form.hasPasskeys ? ['enhance', 'passkey'] : ['enhance'],
    foot: `<a href="/?lang=${language}">${say.boards}${icons.forward}</a>`,
    content: `${bag(language)}
<div class="entry__form">
<h1>${say.title}</h1>
<p class="lead">${say.lead}</p>
${form.isSignedOut ? `<p class="notice" role="status">${say.out}</p>` : ''}
<form method="post" action="/sign-in?lang=${language}${query}" novalidate${form.isDemo ? ' data-demo' : ''}>
${fields.join('\n')}
<label class="keep"><input type="checkbox" name="remember" value="yes"${form.isRemembered ? ' checked' : ''}><span class="keep__box">${icons.check}</span>${form.isPhone ? say.rememberPhone : say.remember}</label>
<button class="button">${say.go}</button>
</form>
<section class="card card--rows"><h2>${icons.link}${say.linkTitle}</h2><p>${form.isPhone ? say.linkPhone : say.link}</p>
<a class="row-link" href="/forgot?lang=${language}">${say.noLink}${icons.forward}</a>${passkeyRow}</section>
</div>`,
  });
}

const kk = {
  title: 'Кіру',
  lead: 'Үйлестірушілерге, тексерушілерге және ұйымдастырушыларға ортақ бет.',
  login: 'Логин',
  password: 'Құпиясөз',
  go: 'Кіру',
  loginMissing: 'Логинді енгізіңіз.',
  passwordMissing: 'Құпиясөзді енгізіңіз.',
  out: 'Сіз жүйеден шықтыңыз.',
  linkTitle: 'Сілтемемен кіру',
  link: 'Алғаш кірсеңіз, шақыру сілтемесін ашыңыз. Логин мен құпиясөзді сол жерде өзіңіз таңдайсыз.',
  linkPhone: 'Алғаш кірсеңіз, шақыру сілтемесін осы телефонда ашыңыз. Логин мен құпиясөзді сол жерде өзіңіз таңдайсыз.',
  noLink: 'Сілтемем жоқ · құпиясөзді ұмыттым',
  remember: 'Осы құрылғыда есте сақтау',
  rememberPhone: 'Осы телефонда есте сақтау',
  boards: 'Орындар кестесін кірмей-ақ көру',
};

export const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Вход',
    lead: 'Общая страница координаторов, проверяющих и организаторов.',
    login: 'Логин',
    password: 'Пароль',
    go: 'Войти',
    loginMissing: 'Введите логин.',
    passwordMissing: 'Введите пароль.',
    out: 'Вы вышли из системы.',
    linkTitle: 'Вход по ссылке',
    link: 'Если вы входите впервые, откройте ссылку из приглашения. Логин и пароль вы выберете там сами.',
    linkPhone:
      'Если вы входите впервые, откройте ссылку из приглашения на этом телефоне. Логин и пароль вы выберете сами.',
    noLink: 'Нет ссылки · забыли пароль',
    remember: 'Запомнить на этом устройстве',
    rememberPhone: 'Запомнить на этом телефоне',
    boards: 'Смотреть таблицу мест без входа',
  },
  en: {
    title: 'Sign in',
    lead: 'One page for coordinators, reviewers and organisers.',
    login: 'Login',
    password: 'Password',
    go: 'Sign in',
    loginMissing: 'Enter your login.',
    passwordMissing: 'Enter your password.',
    out: 'You are signed out.',
    linkTitle: 'Sign in with a link',
    link: 'If this is your first time, open the link of your invitation. You choose login and password there.',
    linkPhone:
      'If this is your first time, open the link of your invitation on this phone. You choose login and password there.',
    noLink: 'No link, or forgot the password',
    remember: 'Remember me on this device',
    rememberPhone: 'Remember me on this phone',
    boards: 'See the table of places without signing in',
  },
};
