import { normalLogin, loginShape } from '../login-shape.js';

/** Kazakh and Russian letters as people write them in addresses. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i' },
  ...{ к: 'k', қ: 'q', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u' },
  ...{ ұ: 'u', ү: 'u', ф: 'f', х: 'h', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'y', і: 'i', ь: '' },
  ...{ э: 'e', ю: 'yu', я: 'ya' },
};
const LONGEST = 40;

/** A login from a name or from the id of a college; empty = neither gives one. */
export function loginFrom(text: string): string {
  const latin = [...text.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const login = latin
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .slice(0, LONGEST)
    .replaceAll(/^\.+|\.+$/g, '');
  return loginShape.test(normalLogin(login)) ? login : '';
}

/** The login and its numbered neighbours, in the order in which they are offered. */
export const neighboursOf = (login: string): readonly string[] =>
  login === '' ? [] : [login, ...Array.from({ length: 8 }, (_, index) => `${login}${index + 2}`)];
