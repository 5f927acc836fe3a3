import type { Language } from '../http/language.js';

const ZONE = 'Asia/Aqtau';
const locales = { kk: 'kk', ru: 'ru', en: 'en-GB' };

/** Day and time in Aqtau, such as «7 наурыз, 12:00». */
export function dayAndTime(at: Date, language: Language): string {
  const day = at.toLocaleDateString(locales[language], { day: 'numeric', month: 'long', timeZone: ZONE });
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
  return `${day}, ${time}`;
}
