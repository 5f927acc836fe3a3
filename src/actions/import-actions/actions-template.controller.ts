import { defaultRulebook } from '../../challenges/index.js';
import type { Language } from '../../http/language.js';
import { type Template, TemplateRoute } from '../../sheets/template.js';
import { ACTIONS_SHAPE } from './columns.js';

const SHEET = { kk: 'Акциялар', ru: 'Акции', en: 'Actions' };
const TITLE = { kk: 'Жағалауды тазалау', ru: 'Уборка берега', en: 'Shore clean-up' };
const PLACE = { kk: 'Ақтау, 4-шағын аудан', ru: 'Актау, 4 микрорайон', en: 'Aqtau, microdistrict 4' };
/** One column for the college is enough, and a template belongs to one challenge. */
const LEFT_OUT = new Set(['college_kk', 'college_ru', 'challenge']);

export function actionsTemplate(language: Language): Template {
  const kinds = (['green', 'amal'] as const).flatMap((track) =>
    Object.entries(defaultRulebook(track).kinds).map(([code, { titles }]) => titles?.[language] ?? code),
  );
  const first = {
    source_id: 'N-001',
    college: 'Желкен',
    action_kind: kinds[0]!,
    title_original: TITLE[language],
    done_on: '15.11.2026',
    participants: 30,
    bags: 12,
    waste_kg: 84.5,
    url: 'https://example.kz/news/1',
    locality: PLACE[language],
  };
  const second = {
    source_id: 'N-002',
    college: 'Караман',
    action_kind: kinds.at(-1)!,
    done_on: '16.11.2026',
    participants: 18,
    hours: '2:30',
  };
  return {
    sheet: SHEET[language],
    columns: Object.keys(ACTIONS_SHAPE.columns).filter((column) => !LEFT_OUT.has(column)),
    shape: ACTIONS_SHAPE,
    examples: [first, second],
    lists: { action_kind: [...new Set(kinds)] },
  };
}

export class ActionsTemplateController extends TemplateRoute('actions.xlsx', actionsTemplate) {}
