export { ActionFiles } from './action-files/action-files.js';
export { evidenceId } from './evidence.schema.js';
