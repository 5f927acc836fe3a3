import type { CellUnit } from './read-number.js';

/** Columns with a number: the metric they report, and the words that may stand behind the number. */
export const NUMBER_COLUMNS: Readonly<Record<string, CellUnit & { metric: string }>> = {
  participants: { metric: 'participants', per: 1, words: { адам: 1, человек: 1, студент: 1, студентов: 1, people: 1 } },
  beneficiaries: { metric: 'beneficiaries', per: 1, words: { адам: 1, человек: 1, people: 1 } },
  families: { metric: 'families', per: 1, words: { отбасы: 1, семей: 1, семьи: 1, families: 1 } },
  donors: { metric: 'donors', per: 1, words: { адам: 1, человек: 1, доноров: 1, donors: 1 } },
  trees: { metric: 'trees', per: 1, words: { тал: 1, түп: 1, ағаш: 1, деревьев: 1, саженцев: 1, trees: 1 } },
  living_trees: { metric: 'livingTrees', per: 1, words: { тал: 1, түп: 1, ағаш: 1, деревьев: 1, trees: 1 } },
  bags: { metric: 'bags', per: 1, words: { қап: 1, мешок: 1, мешка: 1, мешков: 1, bags: 1 } },
  waste_kg: {
    metric: 'grams',
    per: 1000,
    words: { кг: 1, kg: 1, т: 1000, тонна: 1000, тонны: 1000, тонн: 1000, t: 1000 },
  },
  paper_kg: {
    metric: 'grams',
    per: 1000,
    words: { кг: 1, kg: 1, т: 1000, тонна: 1000, тонны: 1000, тонн: 1000, t: 1000 },
  },
  funds_kzt: { metric: 'tiyn', per: 100, words: { теңге: 1, тенге: 1, тг: 1, '₸': 1, kzt: 1 } },
  sets: { metric: 'sets', per: 1, words: { жинақ: 1, наборов: 1, комплектов: 1, sets: 1 } },
  goods_count: { metric: 'pieces', per: 1, words: { дана: 1, шт: 1, штук: 1, pieces: 1 } },
  hours: { metric: 'minutes', per: 60, words: { сағат: 1, час: 1, часа: 1, часов: 1, ч: 1, h: 1 } },
};

/** Words of collectors for kinds of the standard rulebook. A rulebook's own codes and titles are understood without this list. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  food_baskets: 'A1',
  elderly_visit: 'A2',
  children_support: 'A3',
  charity_fair: 'A4',
  goods_collection: 'A5',
  blood_donation: 'A6',
  skilled_service: 'A7',
  awareness_event: 'A8',
  cleanup: 'G1',
  shore_cleanup: 'G2',
  recyclables: 'G3',
  tree_planting: 'G4',
  survival_check: 'G4b',
  waste_paper: 'G5',
  plogging: 'G6',
  batteries: 'G7',
  eco_lesson: 'G8',
  volunteer_hours: 'X1',
};

const OTHER_COLUMNS = [
  'source_id',
  'college_kk',
  'college_ru',
  'college',
  'challenge',
  'action_kind',
  'title_original',
  'done_on',
  'url',
  'quote',
  'locality',
];
/** Read by people only. */
const IGNORED_COLUMNS = ['region', 'confidence', 'note'];

/** What is wrong with the heading of a sheet: columns that nobody knows, and columns without which nothing can be read. */
export function headingProblems(header: readonly string[]): { unknown: string[]; missing: string[] } {
  const known = new Set([...Object.keys(NUMBER_COLUMNS), ...OTHER_COLUMNS, ...IGNORED_COLUMNS]);
  const missing = ['action_kind', 'done_on'].filter((name) => !header.includes(name));
  if (!['college', 'college_kk', 'college_ru'].some((name) => header.includes(name))) missing.push('college_kk');
  return { unknown: header.filter((name) => !known.has(name)), missing };
}
