import type { Language } from '../http/language.js';
import { escapeHtml } from './html.js';
import { icons } from './icons.js';

const kk = {
  signIn: 'Кіру кілтімен кіру',
  cancelled: 'Кілт таңдалмады. Қайта көріңіз немесе логин мен құпиясөзді пайдаланыңыз.',
  add: 'Осы құрылғыда кілт жасау',
  notAdded: 'Кілт жасалмады. Құрылғыда экран құлпы қосулы болуы керек; қайта көріңіз.',
};

const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    signIn: 'Войти с ключом доступа',
    cancelled: 'Ключ не выбран. Попробуйте ещё раз или войдите с логином и паролем.',
    add: 'Создать ключ на этом устройстве',
    notAdded: 'Ключ не создан. На устройстве должна быть включена блокировка экрана; попробуйте ещё раз.',
  },
  en: {
    signIn: 'Sign in with a passkey',
    cancelled: 'No passkey was chosen. Try again, or use login and password.',
    add: 'Make a passkey on this device',
    notAdded: 'No passkey was made. The device needs a screen lock; try again.',
  },
};

const wrong = (cancelled: string): string =>
  `<p class="wrong" id="passkey-wrong" role="alert" hidden data-cancelled="${cancelled}"></p>`;

/** The row that signs in by a key; a script shows it. `next`: the address to open afterwards. */
export const passkeySignInRow = (next: string, remember: boolean, language: Language): string =>
  `<button class="row-link" type="button" hidden data-passkey="sign-in" data-next="${escapeHtml(next)}"${remember ? '' : ' data-remember="no"'}>${words[language].signIn}${icons.passkey}</button>${wrong(words[language].cancelled)}`;

/** The button that makes a key; a script shows the part around it. */
export const passkeyAddButton = (next: string, isFirst: boolean, language: Language): string =>
  `<button class="button${isFirst ? '' : ' button--quiet'}" type="button" data-passkey="add" data-next="${escapeHtml(next)}">${words[language].add}</button>${wrong(words[language].notAdded)}`;
