export { challengeItem } from './standings.schema.js';
