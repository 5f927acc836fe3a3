import { openWords } from '../../../words/language.svelte.js';
import { ownActions } from '../../../words/own-actions.js';

export const load = () => openWords(ownActions);
