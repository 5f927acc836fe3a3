import { sameText } from '../../colleges/index.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { LocalisedText, Track } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';

/** Absent fields stay as they are. */
export interface Description {
  challengeId: string;
  track?: Track;
  titles?: LocalisedText;
  season?: LocalisedText;
}

export class RedescribeChallenge extends ChallengeCommand<Description> {}

/** Words can be mended at any time; the track, which names the kinds of actions, before the opening only. */
export function redescribeChallenge(input: Description, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireChallenge(state);
  const { challengeId, track = challenge.track, titles = challenge.titles, season = challenge.season } = input;
  if (track !== challenge.track && challenge.status !== 'announced')
    throw new DomainError('conflict', 'TRACK_FIXED', {}, 'track');
  const isSame = track === challenge.track && sameText(titles, challenge.titles) && sameText(season, challenge.season);
  return isSame ? [] : [{ type: 'ChallengeRedescribed', data: { challengeId, track, titles, season } }];
}
