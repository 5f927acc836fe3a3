export { ActionFiles } from './action-files/action-files.js';
export { EvidenceLinks, type LinkedFile } from './serve-files/evidence-links.js';
export { evidenceId } from './evidence.schema.js';
