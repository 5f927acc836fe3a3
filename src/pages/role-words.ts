import type { Role } from '../events/values.js';
import type { Language } from '../http/language.js';

/** Names of the roles on pages. */
export const roleWords: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  kk: {
    organiser: 'ұйымдастырушы',
    reviewer: 'тексеруші',
    coordinator: 'үйлестіруші',
    auditor: 'аудитор',
    screen: 'экран',
  },
  ru: {
    organiser: 'организатор',
    reviewer: 'проверяющий',
    coordinator: 'координатор',
    auditor: 'аудитор',
    screen: 'экран',
  },
  en: {
    organiser: 'organiser',
    reviewer: 'reviewer',
    coordinator: 'coordinator',
    auditor: 'auditor',
    screen: 'screen',
  },
};
