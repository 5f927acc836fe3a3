import type { Language } from '../http/language.js';

const words: Readonly<Record<Language, { amal: string; green: string }>> = {
  kk: { amal: 'қайырымдылық', green: 'экология' },
  ru: { amal: 'милосердие', green: 'экология' },
  en: { amal: 'charity', green: 'ecology' },
};

/** The picture of the product's name: a strap over two pockets, one for each track. */
export const bag = (language: Language): string =>
  `<div class="bag" aria-hidden="true"><div class="bag__strap"><i></i><i></i></div><p class="bag__amal"><b>Амал қоржыны</b>${words[language].amal}</p><p class="bag__green"><b>Green Challenge</b>${words[language].green}</p></div>`;
