import { actionWords } from '../../../../words/action.js';
import { openWords } from '../../../../words/language.svelte.js';
import { metrics } from '../../../../words/metrics.js';

export const load = () => openWords(actionWords, metrics);
