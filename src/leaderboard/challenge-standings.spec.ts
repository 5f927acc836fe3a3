import { History } from '../../projections/standings/standings.fixture.js';
import { ChallengeStandings } from './challenge-standings.js';

const entrant = { id: 'teniz', students: 640 };
const frozen = () => new History().announce().open([entrant]).adjust('teniz', 5).freeze().adjust('teniz', 7).close();

function standingsOf(history: History): ChallengeStandings {
  const standings = ChallengeStandings.of(history.challengeId);
  for (const event of history.events) standings.fold(event);
  return standings;
}

describe('ChallengeStandings', () => {
  it('gives the public the position of the final at its reveal', () => {
    const history = frozen();
    const last = history.events.at(-1)!;
    const standings = standingsOf(history.finalise().reveal());
    expect(standings.lastVisibleEvent('public')).toEqual({
      position: last.position,
      asOf: last.metadata.recordedAt,
    });
    expect(standings.board('public', 'total')).toEqual(standings.board('staff', 'total'));
  });

  it('keeps the public at the freeze until the reveal', () => {
    const standings = standingsOf(frozen().finalise());
    expect(standings.board('public', 'total')?.rows).toMatchObject([{ points: 5 }]);
    expect(standings.lastVisibleEvent('public')).not.toEqual(standings.lastVisibleEvent('staff'));
  });
});
