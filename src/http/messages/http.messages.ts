import type { Catalogue } from './message.js';

export const httpMessages: Catalogue = {
  VALIDATION_FAILED: {
    kk: 'Сұраудың өрістері дұрыс толтырылмаған.',
    ru: 'Поля запроса заполнены неверно.',
    en: 'Some fields of the request are not right.',
  },
  MALFORMED: {
    kk: 'Сұрауды оқу мүмкін болмады.',
    ru: 'Запрос не удалось прочитать.',
    en: 'The request cannot be read.',
  },
  BODY_TOO_LARGE: {
    kk: 'Сұрау тым үлкен.',
    ru: 'Запрос слишком большой.',
    en: 'The request is too large.',
  },
  MEDIA_TYPE: {
    kk: 'Сұрауды JSON түрінде жіберіңіз.',
    ru: 'Отправьте запрос в формате JSON.',
    en: 'Send the request as JSON.',
  },
  ROUTE_NOT_FOUND: {
    kk: 'Мұндай мекенжай жоқ.',
    ru: 'Такого адреса нет.',
    en: 'There is nothing at this address.',
  },
  NOT_FOUND: {
    kk: 'Мұндай файл жоқ. Бетті жаңартып көріңіз.',
    ru: 'Такого файла нет. Попробуйте обновить страницу.',
    en: 'There is no such file. Try to refresh the page.',
  },
  METHOD: {
    kk: 'Бұл мекенжайда мұндай әрекет жоқ.',
    ru: 'Для этого адреса такого действия нет.',
    en: 'This address does not take that method.',
  },
  SIGN_IN_REQUIRED: {
    kk: 'Алдымен жүйеге кіріңіз.',
    ru: 'Сначала войдите в систему.',
    en: 'Sign in first.',
  },
  ROLE_NOT_ALLOWED: {
    kk: 'Сіздің рөліңізге бұл әрекет рұқсат етілмеген.',
    ru: 'Вашей роли это действие не разрешено.',
    en: 'Your role may not do this.',
  },
  FOREIGN_ORIGIN: {
    kk: 'Сұрау бөтен беттен келді, сондықтан орындалмады.',
    ru: 'Запрос пришёл с чужой страницы и не выполнен.',
    en: 'The request came from a foreign page and was not carried out.',
  },
  TOO_MANY_REQUESTS: {
    kk: 'Сұрау тым көп. {seconds} секундтан кейін қайталаңыз.',
    ru: 'Слишком много запросов. Повторите через {seconds} с.',
    en: 'Too many requests. Try again in {seconds} s.',
  },
  TOO_MANY_LOGINS: {
    kk: 'Қате құпиясөз тым көп енгізілді. {minutes} минуттан кейін қайталаңыз.',
    ru: 'Слишком много неверных паролей. Повторите через {minutes} мин.',
    en: 'Too many wrong passwords. Try again in {minutes} min.',
  },
  STORE_UNAVAILABLE: {
    kk: 'Дерекқор қазір қолжетімсіз, ештеңе сақталмады деп есептеңіз. Сәлден соң қайталаңыз.',
    ru: 'Хранилище сейчас недоступно, считайте, что ничего не сохранено. Повторите чуть позже.',
    en: 'The store cannot be reached; take it that nothing was saved. Try again shortly.',
  },
  NOT_CAUGHT_UP: {
    kk: 'Соңғы өзгеріс әлі көрінбейді. Сәлден соң қайталаңыз.',
    ru: 'Последнее изменение ещё не видно. Повторите чуть позже.',
    en: 'The latest change is not visible yet. Try again shortly.',
  },
  INTERNAL: {
    kk: 'Серверде қате шықты. Нөмірін әкімшіге айтыңыз: {correlationId}.',
    ru: 'На сервере произошла ошибка. Сообщите администратору номер: {correlationId}.',
    en: 'Something went wrong on the server. Tell the administrator this number: {correlationId}.',
  },
  METRICS_TOKEN_REQUIRED: {
    kk: 'Көрсеткіштерді оқу үшін токен керек.',
    ru: 'Для чтения показателей нужен токен.',
    en: 'Reading the metrics needs the token.',
  },
  STREAM_BUSY: {
    kk: 'Дәл қазір басқалар да осыны өзгертіп жатыр. Қайталап көріңіз.',
    ru: 'Прямо сейчас это меняют и другие. Попробуйте ещё раз.',
    en: 'Others are changing this right now. Try again.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    kk: 'Idempotency-Key 1–200 көрінетін ASCII таңбадан тұруы керек.',
    ru: 'Idempotency-Key должен состоять из 1–200 видимых символов ASCII.',
    en: 'Idempotency-Key must be 1–200 visible ASCII characters.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kk: 'Бұл Idempotency-Key басқа сұрауға қолданылған.',
    ru: 'Этот Idempotency-Key уже использован для другого запроса.',
    en: 'This Idempotency-Key was used for another request.',
  },
  VAULT_ITEM_EXISTS: {
    kk: 'Бұл нөмірмен басқа мәлімет сақталған.',
    ru: 'Под этим номером сохранены другие сведения.',
    en: 'Something else is stored under this id.',
  },
  VAULT_ITEM_ERASED: {
    kk: 'Бұл мәлімет өшірілген.',
    ru: 'Эти сведения удалены.',
    en: 'This was erased.',
  },
};
