import type { Language } from '../../http/language.js';
import type { Template } from '../../sheets/template-file.js';
import { DISTRICT_TITLES } from './districts.js';
import { ROSTER_SHAPE, SOURCES } from './roster-columns.js';

const SHEET = { kk: 'Колледждер', ru: 'Колледжи', en: 'Colleges' };
const SOURCE_LANGUAGES = { kk: 0, ru: 2, en: -1 };

export function rosterTemplate(language: Language): Template {
  const sources = Object.values(SOURCES).map((words) => words.at(SOURCE_LANGUAGES[language]) ?? words[0]!);
  const example = {
    name_kk: '«Желкен» политехникалық колледжі',
    name_ru: 'Политехнический колледж «Желкен»',
    name_en: 'Zhelken Polytechnic College',
    short_kk: 'Желкен',
    short_ru: 'Желкен',
    short_en: 'Zhelken',
    district: DISTRICT_TITLES[0],
    students: 640,
    enrolment_as_of: '01.10.2026',
    source: sources[0]!,
    aliases: 'ЖПК\nЖелкен ПК',
  };
  const second = {
    id: 'karaman',
    name_kk: '«Қараман» колледжі',
    name_ru: 'Колледж «Караман»',
    short_kk: 'Қараман',
    short_ru: 'Караман',
  };
  return {
    sheet: SHEET[language],
    columns: Object.keys(ROSTER_SHAPE.columns),
    shape: ROSTER_SHAPE,
    examples: [
      example,
      { ...second, district: DISTRICT_TITLES[2], students: 1200, enrolment_as_of: '01.10.2026', source: sources[1]! },
    ],
    lists: { district: DISTRICT_TITLES, source: sources },
  };
}
