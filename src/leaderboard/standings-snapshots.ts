import { stateFormat } from '../../projections/standings/snapshot-codec.js';
import { ChallengeStandings } from './challenge-standings.js';
import type { SnapshotText, CompressedSnapshots } from './compressed-snapshots.js';

const ROUND = 'round';
const keyOf = (challengeId: string) => `challenge/${challengeId}`;

/** All challenges after the event at a position. One that no event has touched since an earlier round is kept there. */
export interface SnapshotSet {
  position: string;
  /** Challenge → position of the round it is kept at. */
  challenges: ReadonlyMap<string, string>;
}

interface RoundText {
  format: number;
  challenges: [string, string][];
}

/** Rounds of snapshots of the standings of one generation. */
export class StandingsSnapshots {
  constructor(private readonly texts: CompressedSnapshots) {}

  /** The last round at or before a position; null = none that this program can read. */
  async latest(position: string): Promise<SnapshotSet | null> {
    const found = await this.texts.latest(ROUND, position);
    return found && this.read(found);
  }

  /** All rounds at or before a position that this program can read, oldest first. */
  async allThrough(position: string): Promise<SnapshotSet[]> {
    const rounds: SnapshotSet[] = [];
    for (const found of await this.texts.all(ROUND, position)) {
      const round = await this.read(found);
      if (round) rounds.push(round);
    }
    return rounds;
  }

  /** A challenge as it was at the round; null = it is to be folded from its first event. */
  async load({ challenges }: SnapshotSet, challengeId: string): Promise<ChallengeStandings | null> {
    const position = challenges.get(challengeId);
    const text = position === undefined ? null : await this.texts.at(keyOf(challengeId), position);
    if (text === null) return null;
    return this.texts.orNull(challengeId, async () => ChallengeStandings.load(text));
  }

  /** Keeps a round; `changed` are the challenges that are kept at its own position, as they were saved there. False = it is not kept. */
  async save({ position, challenges }: SnapshotSet, changed: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [id, text] of changed) if (!(await this.texts.save(keyOf(id), { position, text }))) return false;
    const round: RoundText = { format: stateFormat, challenges: [...challenges] };
    return this.texts.save(ROUND, { position, text: JSON.stringify(round) });
  }

  private read({ position, text }: SnapshotText): Promise<SnapshotSet | null> {
    return this.texts.orNull(ROUND, async () => {
      const { format, challenges } = JSON.parse(text) as RoundText;
      return format === stateFormat ? { position, challenges: new Map(challenges) } : null;
    });
  }
}
