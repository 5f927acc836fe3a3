import type { LocaleMetrics } from '../../shared/metric-words.js';
import { Localised } from './language.svelte.js';

/** Words of the numbers that a report has; the functions of `shared/metric-words.ts` take `metrics.current`. */
export const metrics = new Localised<LocaleMetrics>({
  kk: async () => (await import('../../shared/i18n/metrics.kk.js')).metricsKk,
  ru: async () => (await import('../../shared/i18n/metrics.ru.js')).metricsRu,
  en: async () => (await import('../../shared/i18n/metrics.en.js')).metricsEn,
});
