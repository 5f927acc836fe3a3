/** Districts of the region; a sheet may name them by code or in words. */
export const DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  aqtau: ['Ақтау', 'Ақтау қаласы', 'Актау', 'г. Актау', 'город Актау', 'Aqtau', 'Aktau'],
  zhanaozen: ['Жаңаөзен', 'Жаңаөзен қаласы', 'Жанаозен', 'г. Жанаозен', 'город Жанаозен', 'Zhanaozen'],
  beineu: ['Бейнеу', 'Бейнеу ауданы', 'Бейнеуский район', 'Beineu'],
  mangystau: ['Маңғыстау ауданы', 'Мангистауский район', 'Mangystau district'],
  qaraqiya: ['Қарақия', 'Қарақия ауданы', 'Каракиянский район', 'Qaraqiya'],
  munaily: ['Мұнайлы', 'Мұнайлы ауданы', 'Мунайлинский район', 'Munaily'],
  tupqaragan: ['Түпқараған', 'Түпқараған ауданы', 'Тупкараганский район', 'Tupqaragan'],
};
