import { home } from '../../../words/home.js';
import { openWords } from '../../../words/language.svelte.js';
import { metrics } from '../../../words/metrics.js';

export const load = () => openWords(home, metrics);
