import type { Language } from '../../http/language.js';
import { type Template, TemplateRoute } from '../../sheets/template.js';
import { DISTRICTS, ROSTER_SHAPE, SOURCES } from './roster-columns.js';

const SHEET = { kk: 'Колледждер', ru: 'Колледжи', en: 'Colleges' };

export function rosterTemplate(language: Language): Template {
  const sources = Object.values(SOURCES).map((words) => words[language][0]!);
  const districts = DISTRICTS.map(({ title }) => title);
  const zhelken = {
    name_kk: '«Желкен» политехникалық колледжі',
    name_ru: 'Политехнический колледж «Желкен»',
    name_en: 'Zhelken Polytechnic College',
    short_kk: 'Желкен',
    short_ru: 'Желкен',
    short_en: 'Zhelken',
    district: districts[0]!,
    students: 640,
    enrolment_as_of: '01.10.2026',
    source: sources[0]!,
    aliases: 'ЖПК\nЖелкен ПК',
  };
  const karaman = {
    id: 'karaman',
    name_kk: '«Қараман» колледжі',
    name_ru: 'Колледж «Караман»',
    short_kk: 'Қараман',
    short_ru: 'Караман',
    district: districts[2]!,
    students: 1200,
    enrolment_as_of: '01.10.2026',
    source: sources[1]!,
  };
  const columns = Object.keys(ROSTER_SHAPE.columns);
  const lists = { district: districts, source: sources };
  return { sheet: SHEET[language], columns, shape: ROSTER_SHAPE, examples: [zhelken, karaman], lists };
}

export class RosterTemplateController extends TemplateRoute('roster.xlsx', rosterTemplate) {}
