import type { ActionDetails } from '../../../src/actions/actions.contract.js';
import type { Action } from './rights-model.js';
import type { World } from './world.js';

/** An action as staff read it, and as the model has it. */
export interface ListedAction {
  id: string;
  /** Null = the list has no such action. */
  listed: string | null;
  known: string;
}

const PAGE = 100;

const shown = ({ status, disputed, kind, doneOn, verified, evidence }: ActionDetails) =>
  [status, disputed, kind, doneOn, verified?.['trees'] ?? null, evidence.length].join(' ');
const known = ({ state, disputed, claim: { kind, doneOn }, verified, evidence }: Action) =>
  [state, disputed, kind, doneOn, verified, evidence.filter((one) => one.state === 'there').length].join(' ');

/** All actions of a challenge. */
export async function listedActions(world: World, challengeId: string): Promise<ListedAction[]> {
  const listed = new Map<string, string>();
  for (let total = 1; listed.size < total;) {
    const path = `/api/actions?challengeId=${challengeId}&limit=${PAGE}&offset=${listed.size}`;
    const { body } = await world.read<{ items: ActionDetails[]; total: number }>(path, 'staff');
    if (body.items.length === 0) break;
    for (const one of body.items) listed.set(one.id, shown(one));
    ({ total } = body);
  }
  const { actions } = world.model;
  return actions
    .filter(({ challenge }) => challenge.id === challengeId)
    .map((one) => ({ id: one.id, listed: listed.get(one.id) ?? null, known: known(one) }));
}
