import { toast } from 'svelte-sonner';
import { NoAnswer } from '../data/api.js';
import { queryClient } from '../data/queries.js';

/** Sends a command about an action, then loads all that may have changed. Throws as the request does. */
export async function sendCommand(actionId: string, send: () => Promise<unknown>, done: string): Promise<void> {
  await send();
  toast(done);
  await queryClient.invalidateQueries({ queryKey: ['action', actionId] });
  void queryClient.invalidateQueries({ queryKey: ['actions'] });
  void queryClient.invalidateQueries({ queryKey: ['home'] });
}

/** The sentence of a failed command, for a place beside its button. */
export const commandFault = (error: unknown, offline: string): string =>
  error instanceof NoAnswer ? offline : error instanceof Error ? error.message : offline;
