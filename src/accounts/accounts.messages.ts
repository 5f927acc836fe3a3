import type { Catalogue } from '../http/messages/message.js';

export const accountMessages: Catalogue = {
  WRONG_LOGIN_OR_PASSWORD: {
    kk: 'Логин немесе құпиясөз қате.',
    ru: 'Неверный логин или пароль.',
    en: 'Wrong login or password.',
  },
  INVITATION_NOT_VALID: {
    kk: 'Бұл шақыру сілтемесі жарамсыз: ол қолданылған, ескірген немесе қайтарып алынған. Жаңасын сұраңыз.',
    ru: 'Ссылка-приглашение недействительна: она использована, устарела или отозвана. Попросите новую.',
    en: 'This invitation is not valid: it was used, is too old or was withdrawn. Ask for a new one.',
  },
  LOGIN_TAKEN: {
    kk: 'Бұл логин бос емес. Басқасын таңдаңыз.',
    ru: 'Этот логин занят. Выберите другой.',
    en: 'This login is taken. Choose another.',
  },
  PASSWORD_TOO_EASY: {
    kk: 'Құпиясөз тым оңай. Логинді есептемегенде кемінде 10 таңба керек.',
    ru: 'Пароль слишком простой. Нужно не меньше 10 знаков, не считая логина.',
    en: 'The password is too easy. It needs at least 10 characters, not counting the login.',
  },
  COLLEGE_REQUIRED: {
    kk: 'Үйлестіруші мен тексерушінің колледжін көрсетіңіз.',
    ru: 'Укажите колледж координатора или проверяющего.',
    en: 'Name the college of a coordinator or reviewer.',
  },
  COLLEGE_NOT_WANTED: {
    kk: 'Бұл рөлге колледж көрсетілмейді.',
    ru: 'Для этой роли колледж не указывается.',
    en: 'This role has no college.',
  },
  ACCOUNT_NOT_FOUND: {
    kk: 'Мұндай тіркелгі жоқ.',
    ru: 'Такой учётной записи нет.',
    en: 'There is no such account.',
  },
  ACCOUNT_CLOSED: {
    kk: 'Бұл тіркелгі жабылған.',
    ru: 'Эта учётная запись закрыта.',
    en: 'This account is closed.',
  },
  ACCOUNT_EXISTS: {
    kk: 'Мұндай тіркелгі бар.',
    ru: 'Такая учётная запись уже есть.',
    en: 'The account exists already.',
  },
  LAST_ORGANISER: {
    kk: 'Бұл — соңғы ұйымдастырушы. Алдымен басқасын тағайындаңыз.',
    ru: 'Это последний организатор. Сначала назначьте другого.',
    en: 'This is the last organiser. Appoint another one first.',
  },
};
