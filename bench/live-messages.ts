import type { StandingsChanged } from '../projections/standings/standings.contract.js';

export const CHALLENGE = 'bench';
export const CHANGED = 'standings:changed';

/** A change of about 200 bytes. */
export const changeOf = (seq: number): StandingsChanged => ({
  challengeId: CHALLENGE,
  board: 'total',
  seq,
  prev: seq - 1,
  position: String(seq),
  asOf: '2026-10-05T07:00:00.000Z',
  frozen: false,
  rulebookVersion: 1,
  changes: [],
  removed: [],
});
