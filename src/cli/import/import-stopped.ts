/** The import cannot be made; the message is one sentence with the remedy. */
export class ImportStopped extends Error {}
