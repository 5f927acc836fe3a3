/**
 * What a backup keeps beside the history, in an order that references allow. Read models are folded anew from the history;
 * sessions end with the server that gave them.
 */
export const keptTables = ['accounts', 'invitations', 'vault_items', 'idempotency_keys', 'planned_appends'] as const;

/** An answer that is kept must not outlive its event: with a second store these are read before the history, the others after. */
export const answersOfRequests: readonly string[] = ['idempotency_keys', 'planned_appends'];

/** The numbers of the boards: screens ignore a number below the one they know. */
export const BOARD_NUMBERS = 'board_numbers';

/** Tables that a backup leaves out, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {
  'public.sessions': 'people sign in again',
  'public.migrations': 'made by the program that restores',
  'history.events': 'the history has a file of its own',
  'read_model.generation': 'folded anew',
  'read_model.document': 'folded anew',
  'read_model.parked_event': 'folded anew',
  'read_model.fold_snapshot': 'only saves time; taken anew',
  'read_model.lease': 'says which of the running servers projects',
};
