import type { Catalogue } from '../../http/language.js';

const kk = {
  PASSKEYS_NOT_HERE: 'Бұл мекенжайда кіру кілттері жұмыс істемейді. Логин мен құпиясөзді пайдаланыңыз.',
  PASSKEYS_FULL: 'Кіру кілті {most}-нан көп бола алмайды. Қажет емесін алып тастаңыз.',
  PASSKEY_KNOWN: 'Бұл құрылғының кілті бұрын қосылған.',
  PASSKEY_NOT_PROVED: 'Құрылғы кілтті растай алмады немесе уақыт өтіп кетті. Қайта көріңіз.',
  PASSKEY_NOT_FOUND: 'Мұндай кіру кілті жоқ немесе ол алынып тасталған. Тізімді жаңартыңыз.',
  PASSKEY_REFUSED: 'Бұл кілтпен кіру мүмкін болмады. Қайта көріңіз немесе логин мен құпиясөзді пайдаланыңыз.',
};

export const passkeyMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    PASSKEYS_NOT_HERE: 'По этому адресу ключи доступа не работают. Войдите с логином и паролем.',
    PASSKEYS_FULL: 'Ключей доступа может быть не больше {most}. Уберите ненужный.',
    PASSKEY_KNOWN: 'Ключ этого устройства уже добавлен.',
    PASSKEY_NOT_PROVED: 'Устройство не подтвердило ключ, или время вышло. Попробуйте ещё раз.',
    PASSKEY_NOT_FOUND: 'Такого ключа доступа нет, или он уже убран. Обновите список.',
    PASSKEY_REFUSED: 'С этим ключом войти не получилось. Попробуйте ещё раз или войдите с логином и паролем.',
  },
  en: {
    PASSKEYS_NOT_HERE: 'Passkeys do not work at this address. Use login and password.',
    PASSKEYS_FULL: 'An account has at most {most} passkeys. Remove one that you do not need.',
    PASSKEY_KNOWN: 'The passkey of this device was added before.',
    PASSKEY_NOT_PROVED: 'The device did not prove the passkey, or the time is over. Try again.',
    PASSKEY_NOT_FOUND: 'There is no such passkey, or it was removed. Read the list again.',
    PASSKEY_REFUSED: 'This passkey opened nothing. Try again, or use login and password.',
  },
};
