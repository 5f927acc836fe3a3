import type { Catalogue } from '../http/language.js';

const kk = {
  ERASURE_UNKNOWN: '«{id}» табылмады, сондықтан өшірілетін ештеңе жоқ. Түрі мен нөмірін тексеріңіз.',
  TEXT_UNKNOWN: 'Мұнда «{text}» мәтіні жоқ. Алдымен dryRun арқылы мәтіндер тізімін алыңыз.',
  PERSON_HAS_NO_TEXTS: 'Адамның деректері түгел өшіріледі. Мәтіндерді көрсетпеңіз.',
};

export const erasureMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    ERASURE_UNKNOWN: '«{id}» не найдено, поэтому удалять нечего. Проверьте вид и номер.',
    TEXT_UNKNOWN: 'Здесь нет текста «{text}». Сначала получите список текстов с dryRun.',
    PERSON_HAS_NO_TEXTS: 'Данные человека удаляются целиком. Не указывайте тексты.',
  },
  en: {
    ERASURE_UNKNOWN: 'There is no “{id}”, so there is nothing to erase. Check the type and the id.',
    TEXT_UNKNOWN: 'There is no text “{text}” here. Get the list of texts with dryRun first.',
    PERSON_HAS_NO_TEXTS: 'The data of a person is erased as a whole. Leave the texts out.',
  },
};
