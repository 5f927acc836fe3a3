import type { Catalogue } from '../http/language.js';

const kk = {
  WRONG_LOGIN_OR_PASSWORD: 'Логин немесе құпиясөз қате.',
  WRONG_PASSWORD: 'Құпиясөз қате. Қазіргі құпиясөзіңізді енгізіңіз.',
  SESSION_NOT_FOUND: 'Мұндай сеанс жоқ немесе ол аяқталған. Тізімді жаңартыңыз.',
  INVITATION_NOT_VALID:
    'Бұл шақыру сілтемесі жарамсыз: ол қолданылған, ескірген немесе қайтарып алынған. Жаңасын сұраңыз.',
  LOGIN_TAKEN: 'Бұл логин бос емес. Басқасын таңдаңыз.',
  INVITATION_FOR_SCREEN: 'Бұл сілтеме экранды қосады. Оны экран болатын құрылғыда ашыңыз.',
  PASSWORD_TOO_EASY:
    'Құпиясөз тым оңай. Кемінде 12 таңба керек, және ол тек цифрлардан, жиі кездесетін сөздерден, жылдар мен пернетақта қатарларынан тұрмауы керек.',
  PASSWORD_HAS_LOGIN:
    'Құпиясөздің ішінде логин тұр, ал логин есептелмейді. Қалған бөлігі кемінде 12 таңба болуы және оңай болмауы керек.',
  COLLEGE_REQUIRED: 'Үйлестіруші мен тексерушінің колледжін көрсетіңіз.',
  COLLEGE_NOT_WANTED: 'Бұл рөлге колледж көрсетілмейді. Колледжді алып тастаңыз.',
  OTHER_ORGANISER_CONFIRMS:
    'Мұны рөлді берген адам не өзі әлі расталмаған ұйымдастырушы растай алмайды. Басқа ұйымдастырушыдан сұраңыз.',
  ACCOUNT_NOT_FOUND: 'Мұндай тіркелгі жоқ. Тізімнен таңдаңыз.',
  ACCOUNT_CLOSED: 'Бұл тіркелгі жабылған, қайта ашылмайды. Адамды жаңадан шақырыңыз.',
  ACCOUNT_EXISTS: 'Мұндай тіркелгі бар. Оны тізімнен табыңыз.',
  LAST_ORGANISER: 'Бұл – соңғы ұйымдастырушы. Алдымен басқасын тағайындаңыз.',
};

export const accountMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    WRONG_LOGIN_OR_PASSWORD: 'Неверный логин или пароль.',
    WRONG_PASSWORD: 'Неверный пароль. Введите ваш нынешний пароль.',
    SESSION_NOT_FOUND: 'Такого сеанса нет, или он уже завершён. Обновите список.',
    INVITATION_NOT_VALID:
      'Ссылка-приглашение недействительна: она использована, устарела или отозвана. Попросите новую.',
    LOGIN_TAKEN: 'Этот логин занят. Выберите другой.',
    INVITATION_FOR_SCREEN: 'Эта ссылка включает экран. Откройте её на устройстве, которое будет экраном.',
    PASSWORD_TOO_EASY:
      'Пароль слишком простой. Нужно не меньше 12 знаков, и не только цифры, частые слова, годы и ряды клавиатуры.',
    PASSWORD_HAS_LOGIN:
      'В пароле есть логин, а он не считается. В остальной части нужно не меньше 12 знаков, и она не должна быть простой.',
    COLLEGE_REQUIRED: 'Укажите колледж координатора или проверяющего.',
    COLLEGE_NOT_WANTED: 'Для этой роли колледж не указывается. Уберите его.',
    OTHER_ORGANISER_CONFIRMS:
      'Это подтверждает не тот, кто выдал роль, и не организатор, который сам ещё не подтверждён. Попросите другого организатора.',
    ACCOUNT_NOT_FOUND: 'Такой учётной записи нет. Выберите из списка.',
    ACCOUNT_CLOSED: 'Эта учётная запись закрыта и снова не открывается. Пригласите человека заново.',
    ACCOUNT_EXISTS: 'Такая учётная запись уже есть. Найдите её в списке.',
    LAST_ORGANISER: 'Это последний организатор. Сначала назначьте другого.',
  },
  en: {
    WRONG_LOGIN_OR_PASSWORD: 'Wrong login or password.',
    WRONG_PASSWORD: 'Wrong password. Enter your present password.',
    SESSION_NOT_FOUND: 'There is no such session, or it has ended. Read the list again.',
    INVITATION_NOT_VALID: 'This invitation is not valid: it was used, is too old or was withdrawn. Ask for a new one.',
    LOGIN_TAKEN: 'This login is taken. Choose another.',
    INVITATION_FOR_SCREEN: 'This link switches on a screen. Open it on the device that is to be the screen.',
    PASSWORD_TOO_EASY:
      'The password is too easy. It needs at least 12 characters, and more than digits, common words, years and keyboard rows.',
    PASSWORD_HAS_LOGIN:
      'The password contains the login, which does not count. The rest needs at least 12 characters and must not be easy.',
    COLLEGE_REQUIRED: 'Name the college of a coordinator or reviewer.',
    COLLEGE_NOT_WANTED: 'This role has no college. Leave the college out.',
    OTHER_ORGANISER_CONFIRMS:
      'Neither the organiser who gave the role nor one who is not confirmed can confirm this. Ask another organiser.',
    ACCOUNT_NOT_FOUND: 'There is no such account. Choose one from the list.',
    ACCOUNT_CLOSED: 'This account is closed and does not open again. Invite the person again.',
    ACCOUNT_EXISTS: 'The account exists already. Find it in the list.',
    LAST_ORGANISER: 'This is the last organiser. Appoint another one first.',
  },
};
