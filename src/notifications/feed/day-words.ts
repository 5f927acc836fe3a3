import type { Day } from '../../events/day.js';
import type { LocalisedText } from '../../events/values.js';

/** Kazakh months in the dative: «14 қазанға дейін». */
const KK = [
  ...['қаңтарға', 'ақпанға', 'наурызға', 'сәуірге', 'мамырға', 'маусымға'],
  ...['шілдеге', 'тамызға', 'қыркүйекке', 'қазанға', 'қарашаға', 'желтоқсанға'],
];
const RU = [
  ...['января', 'февраля', 'марта', 'апреля', 'мая', 'июня'],
  ...['июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
];
const EN = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A last day that still counts, after a sentence: «14 қазанға дейін (қоса алғанда)». */
export function untilWords(day: Day): LocalisedText {
  const [month, date] = [Number(day.slice(5, 7)) - 1, Number(day.slice(8))];
  return {
    kk: `${date} ${KK[month]!} дейін (қоса алғанда)`,
    ru: `до ${date} ${RU[month]!} включительно`,
    en: `until the end of ${date} ${EN[month]!}`,
  };
}
