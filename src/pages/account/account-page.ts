import type { OfferedFactor, OwnFactorList } from '../../accounts/index.js';
import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { formField, type PageScript, plainPage } from '../plain-page.js';
import { qrPath } from '../../http/qr-path.js';
import { words } from './account-words.js';

export interface AccountView extends OwnFactorList {
  /** The password must be entered again before a change. */
  asksPassword: boolean;
  /** The sentence about a refused change. */
  error?: string;
  /** The part about passkeys; empty = this address has none. */
  passkeys: string;
}

/** The person's own second factor: add it, remove it, replace the recovery codes. */
export function accountPage(
  { factors, recoveryCodes, required, asksPassword, error, passkeys }: AccountView,
  language: Language,
) {
  const say = words[language];
  const form = (path: string, button: string, id: string, kind = '') =>
    `<form method="post" action="/account/${path}?lang=${language}" novalidate>
${asksPassword ? passwordField(id, language, error) : ''}
<button class="button ${kind}">${button}</button>
</form>`;
  const wrong = error && !asksPassword ? `<p class="wrong" role="alert">${escapeHtml(error)}</p>` : '';
  const [factor] = factors;
  const content = factor
    ? `<p class="notice" role="status">${say.isOn}</p>
<p class="lead">${say.codesLeft.replace('{n}', String(recoveryCodes))}</p>${wrong}
<section class="card"><h2>${say.newCodesTitle}</h2><p>${say.newCodes}</p>${form('recovery-codes', say.newCodesGo, 'password', 'button--quiet')}</section>
<section class="card"><h2>${say.removeTitle}</h2><p>${say.remove}</p>${form(`second-factor/${factor.id}/remove`, say.removeGo, 'password-2', 'button--danger')}</section>`
    : `<p class="lead">${required ? say.needed : say.offered}</p>
<ol class="notes"><li>${say.stepApp}</li><li>${say.stepScan}</li><li>${say.stepCode}</li></ol>${wrong}
${form('second-factor', say.add, 'password')}`;
  const isNeeded = required && !factor;
  const back = isNeeded ? '' : backTo('/sign-in', language);
  return page(
    language,
    isNeeded ? say.neededTitle : say.title,
    '/account',
    content + passkeys,
    back,
    passkeys === '' ? [] : ['passkey'],
  );
}

/** Shows the secret as a QR code and as text, and asks for the first code of the app. */
export function offeredPage(offered: OfferedFactor, error: string | undefined, language: Language): string {
  const say = words[language];
  const { size, path } = qrPath(offered.uri);
  const field = formField({
    id: 'code',
    label: say.code,
    attributes: 'inputmode="numeric" autocomplete="one-time-code" maxlength="20" spellcheck="false"',
    hint: say.codeHint,
    error,
  });
  return page(
    language,
    say.scanTitle,
    `/account/second-factor/${offered.factorId}`,
    `<p class="lead">${say.scan}</p>
<svg class="qr" viewBox="-4 -4 ${size + 8} ${size + 8}" role="img" aria-label="${say.qr}" shape-rendering="crispEdges"><path class="qr__paper" d="M-4 -4h${size + 8}v${size + 8}h-${size + 8}z"/><path d="${path}"/></svg>
<p class="lead">${say.type}</p>
<p class="secret"><code>${offered.secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code></p>
<form method="post" action="/account/second-factor/${offered.factorId}?lang=${language}" novalidate>
${field}
<button class="button">${say.confirm}</button>
</form>`,
    backTo('/account', language),
  );
}

/** Shows new recovery codes, this once. */
export function recoveryCodesPage(codes: readonly string[], language: Language): string {
  const say = words[language];
  return page(
    language,
    say.codesTitle,
    null,
    `<p class="lead">${say.codes}</p>
<ul class="codes">${codes.map((code) => `<li><code>${code}</code></li>`).join('')}</ul>
<p class="lead">${say.codesOnce}</p>
<a class="button" href="/sign-in?lang=${language}">${say.done}</a>`,
  );
}

/** Leads to a page; `/sign-in` passes a signed-in person on to the page of their work. */
const backTo = (path: string, language: Language): string =>
  `<a href="${path}?lang=${language}">${icons.back}${words[language].back}</a>`;

const passwordField = (id: string, language: Language, error?: string): string =>
  formField({
    id,
    label: words[language].password,
    attributes: 'type="password" autocomplete="current-password" maxlength="1000"',
    hint: words[language].passwordHint,
    error,
    secretIn: language,
  }).replace(` name="${id}"`, ' name="password"');

const page = (
  language: Language,
  title: string,
  path: string | null,
  content: string,
  foot = '',
  scripts: readonly PageScript[] = [],
): string =>
  plainPage({
    language,
    title,
    path,
    entry: 'column',
    foot,
    scripts: ['enhance', ...scripts],
    aside: `<form class="bar__out" method="post" action="/sign-out?lang=${language}"><button>${words[language].signOut}</button></form>`,
    content: `<h1>${title}</h1>\n${content}`,
  });
