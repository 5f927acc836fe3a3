import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { passkeySignInRow } from '../passkey-buttons.js';
import { formField, plainPage } from '../plain-page.js';

/** Wishes of the first step that the second one has to know. */
export interface StepWish {
  /** Address to open after the sign-in; empty = the start page of the role. */
  next: string;
  /** The session outlives the browser. */
  remember: boolean;
}

/** The wishes in an address, after its language. */
export const stepQuery = ({ next, remember }: StepWish): string =>
  `${next ? `&next=${encodeURIComponent(next)}` : ''}${remember ? '' : '&remember=no'}`;

export interface CodeForm extends StepWish {
  /** The account has passkeys, and this address too. */
  hasPasskey: boolean;
  /** The account has an authenticator app. */
  hasApp: boolean;
  /** The sentence about a refused code. */
  error?: string;
}

/** Asks for the second factor, after the password. */
export function codePage({ error, hasPasskey, hasApp, ...wish }: CodeForm, language: Language): string {
  const say = words[language];
  const query = stepQuery(wish).replaceAll('&', '&amp;');
  const again = `/sign-in?lang=${language}${stepQuery({ ...wish, remember: true })}`;
  const passkeyRow = hasPasskey
    ? `<div class="card card--rows" hidden data-passkey-part>${passkeySignInRow(again, wish.remember, language)}</div>`
    : '';
  const field = formField({
    id: 'code',
    label: say.code,
    attributes: 'autocomplete="one-time-code" maxlength="40" autocapitalize="none" spellcheck="false" autofocus',
    hint: say.hint,
    error,
  });
  const form = `<form method="post" action="/sign-in/code?lang=${language}${query}" novalidate>
${field}
<button class="button">${say.go}</button>
</form>`;
  return plainPage({
    language,
    title: say.title,
    path: '/sign-in/code',
    query,
    entry: 'column',
    scripts: hasPasskey ? ['enhance', 'passkey'] : ['enhance'],
    foot: `<a href="${escapeHtml(again)}">${icons.back}${say.again}</a>`,
    content: `<h1>${say.title}</h1>
<p class="lead">${hasApp ? say.lead : say.leadPasskey}</p>
${passkeyRow}
${hasApp ? form : ''}
<section class="card"><h2>${icons.phone}${say.lostTitle}</h2><p>${say.lost}</p></section>`,
  });
}

const kk = {
  title: 'Екінші қадам',
  lead: 'Құпиясөз дұрыс. Енді телефондағы қосымша көрсетіп тұрған кодты енгізіңіз.',
  leadPasskey: 'Құпиясөз дұрыс. Енді құрылғыдағы кіру кілтімен растаңыз.',
  code: 'Код',
  hint: 'Қосымшадағы алты сан немесе қосалқы кодтардың бірі.',
  missing: 'Кодты енгізіңіз.',
  go: 'Кіру',
  lostTitle: 'Телефон жоқ па?',
  lost: 'Қосалқы кодтардың бірін енгізіңіз. Олар да жоқ болса, ұйымдастырушыдан екінші факторды алып тастауын сұраңыз.',
  again: 'Басынан бастау',
};

export const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Второй шаг',
    lead: 'Пароль верный. Теперь введите код, который показывает приложение на телефоне.',
    leadPasskey: 'Пароль верный. Теперь подтвердите вход ключом доступа на вашем устройстве.',
    code: 'Код',
    hint: 'Шесть цифр из приложения или один из запасных кодов.',
    missing: 'Введите код.',
    go: 'Войти',
    lostTitle: 'Телефона нет под рукой?',
    lost: 'Введите один из запасных кодов. Если и их нет, попросите организатора снять второй фактор.',
    again: 'Начать сначала',
  },
  en: {
    title: 'Second step',
    lead: 'The password is right. Now enter the code that the app on your phone shows.',
    leadPasskey: 'The password is right. Now confirm with the passkey of your device.',
    code: 'Code',
    hint: 'The six digits of the app, or one of the recovery codes.',
    missing: 'Enter the code.',
    go: 'Sign in',
    lostTitle: 'No phone at hand?',
    lost: 'Enter one of the recovery codes. If you have none, ask an organiser to remove the second factor.',
    again: 'Begin again',
  },
};
