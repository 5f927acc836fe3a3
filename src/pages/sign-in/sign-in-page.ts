import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { formField, plainPage } from '../plain-page.js';

export interface SignInForm {
  login: string;
  /** Address to open after the sign-in; empty = the start page of the role. */
  next: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'login' | 'password', string>>>;
  isSignedOut?: boolean;
}

/** Asks for login and password. */
export function signInPage({ login, next, errors, isSignedOut }: SignInForm, language: Language): string {
  const say = words[language];
  const query = next ? `&amp;next=${encodeURIComponent(next)}` : '';
  const fields = [
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="200" autocapitalize="none" spellcheck="false"`,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="current-password" maxlength="1000"',
      error: errors.password,
    }),
  ];
  return plainPage({
    language,
    title: say.title,
    path: '/sign-in',
    query,
    content: `<div class="bag" aria-hidden="true"><p class="bag__amal"><b>Амал қоржыны</b>${say.amal}</p><p class="bag__green"><b>Green Challenge</b>${say.green}</p></div>
<h1>${say.title}</h1>
<p>${say.lead}</p>
${isSignedOut ? `<p class="notice" role="status">${say.out}</p>` : ''}
<form method="post" action="/sign-in?lang=${language}${query}" novalidate>
${fields.join('\n')}
<button class="button">${say.go}</button>
</form>
<section class="card"><h2>${say.linkTitle}</h2><p>${say.link}</p><p>${say.noLink}</p></section>
<p class="below"><a href="/?lang=${language}">${say.boards}</a></p>`,
  });
}
const kk = {
  title: 'Кіру',
  lead: 'Ұйымдастырушыларға, тексерушілерге және үйлестірушілерге ортақ бет.',
  login: 'Логин',
  password: 'Құпиясөз',
  go: 'Кіру',
  loginMissing: 'Логинді енгізіңіз.',
  passwordMissing: 'Құпиясөзді енгізіңіз.',
  out: 'Сіз жүйеден шықтыңыз.',
  linkTitle: 'Сілтемемен кіру',
  link: 'Алғаш кірсеңіз, шақыру сілтемесін ашыңыз. Логин мен құпиясөзді сол жерде өзіңіз таңдайсыз.',
  noLink: 'Сілтеме жоқ болса немесе құпиясөзді ұмытсаңыз, ұйымдастырушыдан жаңа сілтеме сұраңыз.',
  boards: 'Орындар кестесін кірмей-ақ көру',
  amal: 'қайырымдылық',
  green: 'экология',
};

export const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Вход',
    lead: 'Общая страница организаторов, проверяющих и координаторов.',
    login: 'Логин',
    password: 'Пароль',
    go: 'Войти',
    loginMissing: 'Введите логин.',
    passwordMissing: 'Введите пароль.',
    out: 'Вы вышли из системы.',
    linkTitle: 'Вход по ссылке',
    link: 'Если вы входите впервые, откройте ссылку из приглашения. Логин и пароль вы выберете там сами.',
    noLink: 'Если ссылки нет или вы забыли пароль, попросите у организатора новую ссылку.',
    boards: 'Смотреть таблицу мест без входа',
    amal: 'милосердие',
    green: 'экология',
  },
  en: {
    title: 'Sign in',
    lead: 'One page for organisers, reviewers and coordinators.',
    login: 'Login',
    password: 'Password',
    go: 'Sign in',
    loginMissing: 'Enter your login.',
    passwordMissing: 'Enter your password.',
    out: 'You are signed out.',
    linkTitle: 'Sign in with a link',
    link: 'If this is your first time, open the link of your invitation. You choose login and password there.',
    noLink: 'If you have no link or forgot the password, ask an organiser for a new link.',
    boards: 'See the table of places without signing in',
    amal: 'charity',
    green: 'ecology',
  },
};
