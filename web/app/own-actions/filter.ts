import { parseReceipt } from '../../../src/events/receipt.js';

export const STATES = ['pending', 'needs-info', 'approved', 'rejected', 'revoked', 'disputed', 'withdrawn'] as const;
export type ActionState = (typeof STATES)[number];

/** The wishes of the list, as its address holds them. Empty = no wish. */
export interface ActionFilter {
  words: string;
  state: ActionState | '';
  challengeId: string;
  kind: string;
}

const LONGEST = 100;

export function readFilter(search: Pick<URLSearchParams, 'get'>): ActionFilter {
  const state = search.get('state');
  return {
    words: (search.get('q') ?? '').slice(0, LONGEST),
    state: STATES.find((one) => one === state) ?? '',
    challengeId: search.get('challenge') ?? '',
    kind: search.get('kind') ?? '',
  };
}

/** The query string, with its `?`; empty without a wish. */
export function addressOf({ words, state, challengeId, kind }: ActionFilter): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: words, state, challenge: challengeId, kind }))
    if (value !== '') search.set(name, value);
  return search.size === 0 ? '' : `?${search}`;
}

/** The workbook with the same actions; the language is that of the page. */
export const exportOf = (filter: ActionFilter, lang: string): string =>
  `/api/actions.xlsx?${new URLSearchParams({ ...queryOf(filter), lang })}`;

export const countOf = ({ state, challengeId, kind }: ActionFilter): number =>
  [state, challengeId, kind].filter((one) => one !== '').length;

/** Parameters of `GET /api/action-summaries`. A receipt number is found by itself, whatever the words around it. */
export function queryOf({ words, state, challengeId, kind }: ActionFilter) {
  const receipt = words === '' ? null : parseReceipt(words);
  return {
    ...(receipt !== null ? { receipt: words } : words.trim() === '' ? {} : { q: words.trim() }),
    ...stateQuery[state],
    ...(challengeId === '' ? {} : { challengeId }),
    ...(kind === '' ? {} : { kind }),
  };
}

const stateQuery = {
  '': {},
  pending: { status: 'submitted', disputed: 'false' },
  'needs-info': { status: 'needs-info' },
  approved: { status: 'approved' },
  rejected: { status: 'rejected' },
  revoked: { status: 'revoked' },
  disputed: { disputed: 'true' },
  withdrawn: { status: 'withdrawn' },
} as const;

/** The state that a row shows. */
export const stateOf = ({ status, disputed }: { status: string; disputed: boolean }): ActionState =>
  disputed ? 'disputed' : status === 'submitted' ? 'pending' : (status as ActionState);
