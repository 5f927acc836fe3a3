import type { Catalogue } from '../../http/language.js';

const kk = {
  SECOND_FACTOR_NEEDED:
    'Құпиясөз дұрыс. Енді қосымшадағы кодты немесе қосалқы кодты енгізіңіз: POST /api/session/second-factor.',
  SECOND_STEP_EXPIRED: 'Кодты күту уақыты өтті. Логин мен құпиясөзді қайта енгізіңіз.',
  WRONG_CODE: 'Код қате, ескірген немесе бұрын қолданылған. Қосымшадағы жаңа кодты күтіп, соны енгізіңіз.',
  WRONG_CODE_OF_APP: 'Код сәйкес келмеді. Телефонның уақытын тексеріп, қосымшадағы жаңа кодты енгізіңіз.',
  SECOND_FACTOR_REQUIRED:
    'Сіздің рөліңізге екінші фактор қажет. Алдымен оны қосыңыз: /account беті немесе POST /api/account/second-factors.',
  SECOND_FACTOR_EXISTS: 'Тіркелгіде кіру қосымшасы бар. Басқасын қосу үшін алдымен соны алып тастаңыз.',
  SECOND_FACTOR_NOT_OFFERED: 'Мұндай құпия кілт жоқ немесе ескірген. Екінші факторды қосуды басынан бастаңыз.',
  SECOND_FACTOR_NONE: 'Тіркелгіде екінші фактор жоқ. Алдымен оны қосыңыз.',
  SECOND_FACTOR_OFF: 'Бұл серверде екінші фактор өшірілген.',
};

export const secondFactorMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    SECOND_FACTOR_NEEDED:
      'Пароль верный. Теперь введите код из приложения или запасной код: POST /api/session/second-factor.',
    SECOND_STEP_EXPIRED: 'Время ожидания кода вышло. Введите логин и пароль ещё раз.',
    WRONG_CODE: 'Код неверный, устарел или уже использован. Дождитесь нового кода в приложении и введите его.',
    WRONG_CODE_OF_APP: 'Код не подошёл. Проверьте время на телефоне и введите новый код из приложения.',
    SECOND_FACTOR_REQUIRED:
      'Вашей роли нужен второй фактор. Сначала добавьте его: страница /account или POST /api/account/second-factors.',
    SECOND_FACTOR_EXISTS: 'У учётной записи уже есть приложение для входа. Чтобы добавить другое, сначала уберите его.',
    SECOND_FACTOR_NOT_OFFERED:
      'Такого секретного ключа нет, или он устарел. Начните добавление второго фактора заново.',
    SECOND_FACTOR_NONE: 'У учётной записи нет второго фактора. Сначала добавьте его.',
    SECOND_FACTOR_OFF: 'На этом сервере второй фактор выключен.',
  },
  en: {
    SECOND_FACTOR_NEEDED:
      'The password is right. Now send the code of the app or a recovery code: POST /api/session/second-factor.',
    SECOND_STEP_EXPIRED: 'The time for the code is over. Enter login and password again.',
    WRONG_CODE: 'The code is wrong, too old or used already. Wait for a new code in the app and enter that.',
    WRONG_CODE_OF_APP: 'The code does not fit. Check the clock of the phone and enter a new code of the app.',
    SECOND_FACTOR_REQUIRED:
      'Your role needs a second factor. Add one first: the page /account, or POST /api/account/second-factors.',
    SECOND_FACTOR_EXISTS: 'The account has an authenticator app. To add another one, remove it first.',
    SECOND_FACTOR_NOT_OFFERED: 'There is no such secret, or it is too old. Begin to add the second factor again.',
    SECOND_FACTOR_NONE: 'The account has no second factor. Add one first.',
    SECOND_FACTOR_OFF: 'Second factors are switched off on this server.',
  },
};
