import type { StoredPasskey } from '../../accounts/index.js';
import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { dayAndTime } from '../local-time.js';
import { passkeyAddButton } from '../passkey-buttons.js';
import { formField } from '../plain-page.js';
import { words as accountWords } from './account-words.js';

const kk = {
  title: 'Кіру кілттері',
  lead: 'Кілтпен құпиясөзсіз, саусақ ізімен немесе экран құлпымен кіресіз. Кілт осы құрылғыда сақталады, оны ұрлап алу мүмкін емес.',
  none: 'Әзірге кілт жоқ.',
  used: 'соңғы рет: {at}',
  unused: 'әлі қолданылмаған',
  remove: 'Алып тастау',
};

const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Ключи доступа',
    lead: 'С ключом вы входите без пароля: по отпечатку или блокировке экрана. Ключ хранится на этом устройстве, и украсть его нельзя.',
    none: 'Ключей пока нет.',
    used: 'последний раз: {at}',
    unused: 'ещё не использован',
    remove: 'Убрать',
  },
  en: {
    title: 'Passkeys',
    lead: 'With a passkey you sign in without a password, by fingerprint or screen lock. It stays on this device and cannot be stolen.',
    none: 'No passkeys yet.',
    used: 'last used: {at}',
    unused: 'not used yet',
    remove: 'Remove',
  },
};

/** The person's passkeys. Removing needs no script, making one does. `isFirst`: nothing else is to be done on the page. */
export function passkeySection(
  passkeys: readonly StoredPasskey[],
  { asksPassword, isFirst }: { asksPassword: boolean; isFirst: boolean },
  language: Language,
): string {
  const say = words[language];
  const password = (id: string) =>
    asksPassword
      ? formField({
          id,
          label: accountWords[language].password,
          attributes: 'type="password" autocomplete="current-password" maxlength="1000"',
          hint: accountWords[language].passwordHint,
          secretIn: language,
        }).replace(` name="${id}"`, ' name="password"')
      : '';
  const items = passkeys.map(({ id, name, lastUsedAt }, index) => {
    const use = lastUsedAt ? say.used.replace('{at}', dayAndTime(lastUsedAt, language)) : say.unused;
    return `<li><p><b>${escapeHtml(name)}</b><span>${use}</span></p>
<form method="post" action="/account/passkeys/${id}/remove?lang=${language}" novalidate>${password(`key-${index}`)}<button class="button button--danger">${say.remove}</button></form></li>`;
  });
  const list = items.length > 0 ? `<ul class="keys">${items.join('\n')}</ul>` : `<p>${say.none}</p>`;
  return `<section class="card" id="passkeys"><h2>${icons.passkey}${say.title}</h2><p>${say.lead}</p>${list}
<div id="passkey-new" class="field" hidden>${password('passkey-password')}${passkeyAddButton(`/account?lang=${language}`, isFirst, language)}</div></section>`;
}
