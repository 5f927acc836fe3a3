import { words as checked } from '../../shared/i18n/words.js';

/** Words of reports that are on the device. */
export const words = checked({
  title: 'Осы құрылғыда',
  untitled: 'акция түрі таңдалмаған',
  draft: 'Жоба нұсқа: {name}',
  waiting: 'Жіберілуін күтуде: {name}',
  sending: 'Жіберілуде: {name}',
  refused: 'Түзету керек: {name}',
  received: 'Қабылданды: {name}',
  photos: 'Осы құрылғыда ғана, {n} файл',
  noPhotos: 'Осы құрылғыда ғана, фотосы жоқ',
  arrived: 'Файл {done} / {all} жетті, түбіртек әлі жоқ',
  noReceipt: 'Түбіртек әлі жоқ',
  refusedHint: 'Ашып, себебін қараңыз',
});

export type OnPhoneWords = Record<keyof typeof words, string>;
