import type { Catalogue } from './message.js';

/** The fault of one field and its remedy; `{field}` is the path in the request. */
export const validationMessages: Catalogue = {
  FIELD_MISSING: {
    kk: '«{field}» толтырылмаған. Мәнін көрсетіңіз.',
    ru: '«{field}» не заполнено. Укажите значение.',
    en: '“{field}” is missing. Fill it in.',
  },
  FIELD_UNKNOWN: {
    kk: '«{field}»: мұнда {keys} деген өріс жоқ. Оны алып тастаңыз немесе атауын тексеріңіз.',
    ru: '«{field}»: здесь нет поля {keys}. Уберите его или проверьте название.',
    en: '“{field}”: there is no field {keys} here. Leave it out or check its name.',
  },
  FIELD_NAME: {
    kk: '«{field}» атауы дұрыс емес. Атауын тексеріңіз.',
    ru: 'Название «{field}» не подходит. Проверьте название.',
    en: 'The name “{field}” is not right. Check the name.',
  },
  FIELD_WRONG: {
    kk: '«{field}» мәні мұнда жарамайды. Мәнін тексеріп, түзетіңіз.',
    ru: 'Значение «{field}» здесь не подходит. Проверьте и исправьте его.',
    en: 'The value of “{field}” cannot be used here. Check and correct it.',
  },
  FIELD_TEXT: {
    kk: '«{field}» мәтін болуы керек. Мәтін түрінде жазыңыз.',
    ru: '«{field}» должно быть текстом. Запишите его текстом.',
    en: '“{field}” must be text. Write it as text.',
  },
  FIELD_NUMBER: {
    kk: '«{field}» сан болуы керек. Тек цифрмен жазыңыз.',
    ru: '«{field}» должно быть числом. Запишите его цифрами.',
    en: '“{field}” must be a number. Write it in digits.',
  },
  FIELD_WHOLE: {
    kk: '«{field}» бүтін сан болуы керек. Бөлшексіз жазыңыз.',
    ru: '«{field}» должно быть целым числом. Запишите без дробной части.',
    en: '“{field}” must be a whole number. Write it without a fraction.',
  },
  FIELD_YES_NO: {
    kk: '«{field}» үшін true (иә) немесе false (жоқ) көрсетіңіз, басқа мән жарамайды.',
    ru: 'Для «{field}» подходит только true (да) или false (нет). Укажите одно из них.',
    en: '“{field}” takes true or false only. Give one of them.',
  },
  FIELD_LIST: {
    kk: '«{field}» тізім болуы керек. Тік жақша ішінде тізіп жазыңыз.',
    ru: '«{field}» должно быть списком. Перечислите значения в квадратных скобках.',
    en: '“{field}” must be a list. Put the values in square brackets.',
  },
  FIELD_OBJECT: {
    kk: '«{field}» өрістерден тұруы керек. Оны өрістерімен бірге жіберіңіз.',
    ru: '«{field}» должно состоять из полей. Отправьте его вместе с полями.',
    en: '“{field}” must be made of fields. Send it with its fields.',
  },
  FIELD_EMPTY: {
    kk: '«{field}» бос. Мәтінін жазыңыз.',
    ru: '«{field}» пусто. Впишите текст.',
    en: '“{field}” is empty. Write something in it.',
  },
  FIELD_SHORT: {
    kk: '«{field}» тым қысқа. Кемінде {least} таңба жазыңыз.',
    ru: '«{field}» слишком короткое. Нужно не меньше {least} знаков.',
    en: '“{field}” is too short. Write at least {least} characters.',
  },
  FIELD_LONG: {
    kk: '«{field}» тым ұзын. {most} таңбадан асырмай қысқартыңыз.',
    ru: '«{field}» слишком длинное. Сократите до {most} знаков.',
    en: '“{field}” is too long. Shorten it to {most} characters.',
  },
  FIELD_SMALL: {
    kk: '«{field}» тым аз. Кемінде {least} болуы керек.',
    ru: '«{field}» слишком мало. Укажите не меньше {least}.',
    en: '“{field}” is too small. Give {least} or more.',
  },
  FIELD_BIG: {
    kk: '«{field}» тым көп. {most} санынан аспауы керек.',
    ru: '«{field}» слишком велико. Укажите не больше {most}.',
    en: '“{field}” is too big. Give {most} or less.',
  },
  FIELD_FEW: {
    kk: '«{field}» тізімі толық емес. Кемінде {least} мән қосыңыз.',
    ru: 'В списке «{field}» мало значений. Нужно не меньше {least}.',
    en: 'The list “{field}” is too short. Add values until there are {least}.',
  },
  FIELD_MANY: {
    kk: '«{field}» тізімі тым ұзын. Ең көбі {most} мән қалдырыңыз.',
    ru: 'В списке «{field}» слишком много значений. Оставьте не больше {most}.',
    en: 'The list “{field}” is too long. Keep {most} values at most.',
  },
  FIELD_CHOICE: {
    kk: '«{field}» мәні тізімде жоқ. Мыналардың бірін таңдаңыз: {allowed}.',
    ru: 'Такого значения «{field}» нет. Выберите одно из: {allowed}.',
    en: '“{field}” cannot have this value. Choose one of: {allowed}.',
  },
  FIELD_CODE: {
    kk: '«{field}» коды дұрыс емес. Тек кіші латын әріптерін, сандарды және сызықшаны қолданыңыз, 64 таңбадан асырмаңыз.',
    ru: 'Код «{field}» записан неверно. Только строчные латинские буквы, цифры и дефис, не больше 64 знаков.',
    en: 'The code “{field}” is not right. Use small Latin letters, digits and hyphens only, at most 64.',
  },
  FIELD_FORMAT: {
    kk: '«{field}» жазылуы дұрыс емес. Нұсқаулықтағы үлгісін қарап, түзетіңіз.',
    ru: '«{field}» записано неверно. Сверьтесь с образцом в описании и исправьте.',
    en: '“{field}” is not written as it should be. Look at its form in the contract and correct it.',
  },
  FIELD_LINK: {
    kk: '«{field}» сілтеме емес. http:// немесе https:// деп басталатын толық мекенжайды көшіріп қойыңыз.',
    ru: '«{field}» — не ссылка. Вставьте полный адрес, который начинается с http:// или https://.',
    en: '“{field}” is not a link. Paste the full address, which begins with http:// or https://.',
  },
  FIELD_DAY: {
    kk: '«{field}» күнтізбедегі күн емес. ЖЖЖЖ-АА-КК түрінде жазыңыз, мысалы 2026-11-23.',
    ru: '«{field}» — не календарный день. Запишите в виде ГГГГ-ММ-ДД, например 2026-11-23.',
    en: '“{field}” is not a calendar day. Write it as YYYY-MM-DD, for example 2026-11-23.',
  },
  FIELD_SIGNS: {
    kk: '«{field}» мәтінінде көрінбейтін таңбалар бар. Мәтінді қолмен қайта жазыңыз.',
    ru: 'В тексте «{field}» есть невидимые знаки. Наберите текст заново.',
    en: 'The text of “{field}” has invisible characters. Type it anew.',
  },
  FIELD_BLANK: {
    kk: '«{field}» мәтінінде әріп те, цифр да жоқ. Оқылатын мәтін жазыңыз.',
    ru: 'В тексте «{field}» нет ни букв, ни цифр. Впишите читаемый текст.',
    en: 'The text of “{field}” has no letter and no digit. Write text that can be read.',
  },
  FIELD_EITHER: {
    kk: '«position» пен «at» бірге жүрмейді («{field}»). Біреуін ғана қалдырыңыз.',
    ru: '«position» и «at» вместе не указывают («{field}»). Оставьте что-то одно.',
    en: 'Either “position” or “at” can be given, not both (“{field}”). Leave one out.',
  },
};
