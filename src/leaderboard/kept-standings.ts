import { stateFormat } from '../../projections/standings/snapshot-codec.js';
import { ChallengeBoards } from './challenge-boards.js';
import type { SnapshotText, SnapshotTexts } from './snapshot-texts.js';

const ROUND = 'round';
const keyOf = (challengeId: string) => `challenge/${challengeId}`;

/** All challenges after the event at a position. One that no event has touched since an earlier round is kept there. */
export interface Round {
  position: string;
  /** Challenge → position of the round it is kept at. */
  challenges: ReadonlyMap<string, string>;
}

interface RoundText {
  format: number;
  challenges: [string, string][];
}

/** Rounds of snapshots of the standings of one generation. */
export class KeptStandings {
  constructor(private readonly texts: SnapshotTexts) {}

  /** The last round at or before a position; null = none that this program can read. */
  async roundAt(position: string): Promise<Round | null> {
    const found = await this.texts.newest(ROUND, position);
    return found && this.read(found);
  }

  /** All rounds at or before a position that this program can read, oldest first. */
  async roundsThrough(position: string): Promise<Round[]> {
    const rounds: Round[] = [];
    for (const found of await this.texts.all(ROUND, position)) {
      const round = await this.read(found);
      if (round) rounds.push(round);
    }
    return rounds;
  }

  /** A challenge as it was at the round; null = it is to be folded from its first event. */
  async load({ challenges }: Round, challengeId: string): Promise<ChallengeBoards | null> {
    const position = challenges.get(challengeId);
    const text = position === undefined ? null : await this.texts.at(keyOf(challengeId), position);
    if (text === null) return null;
    return this.texts.unlessWrong(challengeId, async () => ChallengeBoards.load(text));
  }

  /** Keeps a round; `changed` are the challenges that are kept at its own position, as they were saved there. False = it is not kept. */
  async keep({ position, challenges }: Round, changed: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [id, text] of changed) if (!(await this.texts.keep(keyOf(id), { position, text }))) return false;
    const round: RoundText = { format: stateFormat, challenges: [...challenges] };
    return this.texts.keep(ROUND, { position, text: JSON.stringify(round) });
  }

  private read({ position, text }: SnapshotText): Promise<Round | null> {
    return this.texts.unlessWrong(ROUND, async () => {
      const { format, challenges } = JSON.parse(text) as RoundText;
      return format === stateFormat ? { position, challenges: new Map(challenges) } : null;
    });
  }
}
