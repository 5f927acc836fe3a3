import type { Catalogue } from '../http/language.js';

const kk = {
  DEAD_LETTER_UNKNOWN: 'Мұндай жеткізілмеген хабар жоқ. Тізімді жаңартыңыз.',
  MAIL_ADDRESS_MISSING: 'Алдымен пошта мекенжайыңызды енгізіп, хаттағы кодпен растаңыз.',
  MAIL_CODE_WRONG: 'Код қате немесе мерзімі өткен. Хаттағы кодты тексеріңіз немесе жаңасын сұраңыз.',
  MAIL_NOT_SET_UP: 'Бұл сервер хат жібермейді. Хабарландыруларды порталдан оқыңыз.',
  PUSH_ADDRESS_REFUSED: 'Браузердің хабарландыру мекенжайы қабылданбады. Басқа браузерден қайталап көріңіз.',
  TOO_MANY_CODES: 'Бүгін код тым көп сұралды. Ертең қайталаңыз.',
  UNSUBSCRIBE_UNKNOWN: 'Бұл сілтеме енді жарамсыз. Хаттарды порталдағы профиліңізде өшіре аласыз.',
};

export const notificationMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    DEAD_LETTER_UNKNOWN: 'Такого недоставленного сообщения нет. Обновите список.',
    MAIL_ADDRESS_MISSING: 'Сначала укажите адрес почты и подтвердите его кодом из письма.',
    MAIL_CODE_WRONG: 'Код неверный или устарел. Проверьте код из письма или запросите новый.',
    MAIL_NOT_SET_UP: 'Этот сервер не отправляет писем. Читайте уведомления на портале.',
    PUSH_ADDRESS_REFUSED: 'Адрес уведомлений браузера не принят. Попробуйте в другом браузере.',
    TOO_MANY_CODES: 'Сегодня запрошено слишком много кодов. Повторите завтра.',
    UNSUBSCRIBE_UNKNOWN: 'Эта ссылка больше не действует. Отключить письма можно в профиле на портале.',
  },
  en: {
    DEAD_LETTER_UNKNOWN: 'There is no such undelivered message. Reload the list.',
    MAIL_ADDRESS_MISSING: 'First enter your mail address and confirm it with the code of the mail.',
    MAIL_CODE_WRONG: 'The code is wrong or too old. Check the mail, or ask for another code.',
    MAIL_NOT_SET_UP: 'This server sends no mail. Read notifications in the portal.',
    PUSH_ADDRESS_REFUSED: 'The push address of the browser was refused. Try another browser.',
    TOO_MANY_CODES: 'Too many codes were asked for today. Try again tomorrow.',
    UNSUBSCRIBE_UNKNOWN: 'This link is no longer good. Turn the mails off in your profile.',
  },
};
