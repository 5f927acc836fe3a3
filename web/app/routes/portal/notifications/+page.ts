import { openWords } from '../../../words/language.svelte.js';
import { notifications } from '../../../words/notifications.js';

export const load = () => openWords(notifications);
