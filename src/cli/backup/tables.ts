/** The tables of a backup, in an order that satisfies references. */
export const backupTables = ['accounts', 'invitations', 'vault_items', 'idempotency_keys', 'planned_appends'] as const;

/** A stored response must not outlive its event. With a second store a backup reads these tables before the history. */
export const idempotencyTables: readonly string[] = ['idempotency_keys', 'planned_appends'];

/** File name of the boards' sequence numbers. Screens ignore a number below the last one that they received. */
export const BOARD_SEQUENCES = 'board_numbers';

/** Tables that a backup leaves out, each with the reason. */
export const excludedTables: Readonly<Record<string, string>> = {
  'public.sessions': 'people sign in again',
  'public.migrations': 'written by the program that restores',
  'history.events': 'the history has its own file',
  'read_model.generation': 'rebuilt from the history',
  'read_model.document': 'rebuilt from the history',
  'read_model.parked_event': 'rebuilt from the history',
  'read_model.fold_snapshot': 'only saves time; taken again',
  'read_model.lease': 'names the running server that projects',
};
