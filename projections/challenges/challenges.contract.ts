import type { LocalisedText, Track } from '../../src/events/values.js';

/** A challenge in a list, shared with browser code. */
export interface ChallengeItem {
  id: string;
  track: Track;
  state: 'announced' | 'open' | 'closed' | 'final' | 'cancelled';
  frozen: boolean;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  boards: ('total' | 'per-100')[];
}
