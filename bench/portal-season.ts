import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { defaultRulebook } from '../src/challenges/default-rulebooks/default-rulebook.js';
import { uuidOf } from '../src/config/ids.js';
import { encode, type EventStore } from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';
import type { Track } from '../src/events/values.js';
import { appendSeason, collegeOf, type SeasonEvent } from './history.js';

export interface PortalSize {
  colleges: number;
  actions: number;
  /** Pieces of evidence of each action. */
  evidence: number;
  /** First day of the two challenges; actions are spread over the days up to `today`. */
  opensOn: string;
  today: string;
}

const DAY_MS = 86_400_000;
const same = (text: string) => ({ kk: text, ru: text, en: text });
const PLACES = ['Ақтау, 7-шағын аудан', 'Форт-Шевченко', 'Құрық ауылы', 'Жаңаөзен', 'Бейнеу', 'Шетпе'];
const TRACKS: readonly Track[] = ['amal', 'green'];
const REVIEWER = 'reviewer-of-season';

interface Text {
  id: string;
  kind: 'details' | 'note';
  value: string;
  stream: string;
}

/** A season of two challenges with the default rulebooks; every action has words, evidence and mostly a decision. */
export class PortalSeason {
  readonly challenges = TRACKS.map((track) => ({ id: `${track}-season`, track, rules: defaultRulebook(track) }));
  readonly texts: Text[] = [];
  private told = 0;
  private state = 7;

  constructor(private readonly size: PortalSize) {}

  /** Appends the events and stores the words. */
  async tell(store: EventStore, database: DataSource): Promise<void> {
    await appendSeason(store, this.events());
    const rows = this.texts.map(({ id, kind, value, stream }) => ({ id, kind, value, stream }));
    for (let from = 0; from < rows.length; from += 5_000)
      await database.query(
        `INSERT INTO vault_items (id, kind, value, salt, stored_at, stream, match_key)
         SELECT id, kind, value, $2::bytea, now(), stream, '' FROM json_to_recordset($1::json) AS given (id uuid, kind text, value text, stream text)`,
        [JSON.stringify(rows.slice(from, from + 5_000)), randomBytes(32)],
      );
  }

  private *events(): Generator<SeasonEvent> {
    const { colleges, actions, opensOn } = this.size;
    const closesOn = new Date(Date.parse(opensOn) + 200 * DAY_MS).toISOString().slice(0, 10);
    const start = Date.parse(`${opensOn}T05:00:00.000Z`);
    for (let n = 0; n < colleges; n += 1)
      yield this.event(`college-${collegeOf(n)}`, start, {
        type: 'CollegeRegistered',
        data: { collegeId: collegeOf(n), names: same(`№${n} колледж`), shortNames: same(`К-${n}`), district: 'aktau' },
      });
    const entrants = Array.from({ length: colleges }, (_, n) => ({
      collegeId: collegeOf(n),
      names: same(`№${n} колледж`),
      shortNames: same(`К-${n}`),
      students: 300 + 40 * n,
      enrolmentAsOf: opensOn,
      league: null,
    }));
    for (const { id: challengeId, track, rules } of this.challenges) {
      const stream = `challenge-${challengeId}`;
      const about = { challengeId, track, titles: same(challengeId), season: same('2026'), opensOn, closesOn };
      yield this.event(stream, start, { type: 'ChallengeAnnounced', data: about });
      const published = { challengeId, version: 1, rules, retroactive: false, note: { kk: 'Ереже', ru: 'Правила' } };
      yield this.event(stream, start, { type: 'RulebookPublished', data: published });
      yield this.event(stream, start, { type: 'ChallengeOpened', data: { challengeId, entrants } });
    }
    for (let nth = 0; nth < actions; nth += 1) yield* this.action(nth, start);
  }

  private *action(nth: number, start: number): Generator<SeasonEvent> {
    const { colleges, actions, evidence, today } = this.size;
    const { id: challengeId, rules } = this.challenges[nth % 2]!;
    const actionId = uuidOf(`portal action ${nth}`);
    const whose = { actionId, challengeId, collegeId: collegeOf(this.draw(colleges)) };
    const stream = `action-${actionId}`;
    const span = Date.parse(`${today}T05:00:00.000Z`) - start;
    const at = start + Math.floor((span * nth) / actions);
    const doneOn = new Date(at).toISOString().slice(0, 10);
    const kinds = Object.keys(rules.kinds);
    const kind = kinds[this.draw(kinds.length)]!;
    const metrics = rules.kinds[kind]!.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]));
    const verified = Object.fromEntries(metrics.map(({ metric, step }) => [metric, step * (1 + this.draw(20))]));
    const claimed = Object.fromEntries(
      Object.entries(verified).map(([metric, value]) => [metric, { value: value + 1, precision: 'about' as const }]),
    );
    const details = this.text(stream, 'details', {
      place: PLACES[this.draw(6)],
      description: 'Топ болып шықтық. '.repeat(6),
    });
    const claim = { kind, doneOn, claimed, partners: [], evidence: this.refs(evidence), details };
    yield this.event(stream, at, {
      type: 'ActionSubmitted',
      data: { ...whose, ...claim, submittedOn: doneOn, rulebookVersion: 1, receipt: nth + 1 },
    });
    const fate = this.draw(100);
    const note = () => this.text(stream, 'note', { text: 'Фотода 96 қап көрінеді. Қалғаны қайда?' });
    const reason = 'photo-missing';
    const later = at + 3_600_000;
    if (fate < 10 && nth < actions * 0.95) return;
    if (fate < 30)
      yield this.event(stream, later, {
        type: 'InformationRequested',
        data: { ...whose, reason, note: note(), reviewer: REVIEWER },
      });
    if (fate < 13) return;
    if (fate < 30)
      yield this.event(stream, later, {
        type: 'ActionRevised',
        data: { ...whose, ...claim, submittedOn: null, rulebookVersion: null },
      });
    if (fate < 40)
      yield this.event(stream, later, {
        type: 'ActionRejected',
        data: { ...whose, reason: 'not-eligible', note: note(), reviewer: REVIEWER },
      });
    else yield this.event(stream, later, { type: 'ActionApproved', data: { ...whose, verified, reviewer: REVIEWER } });
  }

  private refs(count: number) {
    return Array.from({ length: count }, () => ({ id: randomUUID(), commitment: randomBytes(32).toString('hex') }));
  }

  private text(stream: string, kind: Text['kind'], value: object) {
    const [ref] = this.refs(1);
    this.texts.push({ id: ref!.id, kind, value: JSON.stringify(value), stream });
    return ref!;
  }

  private event(stream: string, at: number, happened: DomainEvent): SeasonEvent {
    this.told += 1;
    const metadata = { actor: REVIEWER, $correlationId: 'bench', recordedAt: new Date(at).toISOString() };
    return { stream, ...encode(happened, uuidOf(`portal ${this.told}`), metadata) };
  }

  private draw(below: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return (this.state >>> 8) % below;
  }
}
