import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ChallengeDetails } from '../../challenges/challenges.contract.js';
import { GetChallenge, ListAdjustments, ListChallenges, ListFinals, ListRulebooks } from '../../challenges/index.js';
import { GetCollege } from '../../colleges/index.js';
import { Clock } from '../../config/clock.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  ExplainPoints,
  GetActivity,
  GetHistory,
  GetStandings,
  ListAfterFinal,
  type EncodedResponse,
} from '../../leaderboard/index.js';
import type { ChallengeItem } from '../../../projections/challenges/challenges.contract.js';
import type { Board } from '../../../projections/standings/standings.contract.js';
import type { ChallengeOnPage, Locale, PublicConfig, PublicView, RulesConfig, ScreenConfig } from '../page.contract.js';
import { z } from 'zod';
import { id, type LocalisedText } from '../../events/values.js';
import { qrPath } from '../../http/qr-path.js';
import { lanAddress } from '../../config/command-line.js';
import type { Environment } from '../../config/environment.js';

const NEWS = 10;
/** Final challenges on the front page. */
const LATEST_FINISHED = 2;

/** Reads the public data of a page's first paint. */
@Injectable()
export class PublicPageReader {
  constructor(
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  async screen(challengeId: string, board: Board, publicUrl: string | null): Promise<ScreenConfig> {
    const { items } = await this.queries.execute(new ListChallenges(false));
    const challenge = items.find((item) => item.id === challengeId);
    if (!challenge) throw new DomainError('not-found', 'CHALLENGE_NOT_FOUND', { challengeId });
    const qr = publicUrl === null ? null : qrPath(publicUrl);
    return { challengeId, qr, initial: await this.onPage(challenge, board), ...this.common(publicUrl, 'kk') };
  }

  async open(view: PublicView, locale: Locale, publicUrl: string | null): Promise<PublicConfig> {
    const { items } = await this.queries.execute(new ListChallenges(false));
    const shown = shownFirst(items, view.challengeId);
    const challenges = await Promise.all(shown.map((challenge) => this.onPage(challenge, view.board)));
    const explained = await this.explained(view);
    return { view, initial: { challenges, ...explained }, ...this.common(publicUrl, locale) };
  }

  async rules(challengeId: string, locale: Locale): Promise<RulesConfig> {
    const challenge = await this.queries.execute(new GetChallenge(challengeId, false));
    const { titles, rules, rulebookVersion: version } = challenge;
    const { items: versions } = await this.queries.execute(new ListRulebooks(challengeId, false));
    const { finals } = await this.queries.execute(new ListFinals(challengeId, false));
    const { adjustments } = await this.queries.execute(new ListAdjustments(challengeId, false));
    const { items: afterFinal } = await this.queries.execute(new ListAfterFinal(challengeId, 'public'));
    const named = await Promise.all(
      adjustments.map(async (one) => ({ ...one, shortNames: await this.shortNames(challenge, one.collegeId) })),
    );
    const newestFirst = { finals: finals.toReversed(), adjustments: named.toReversed() };
    return { challengeId, locale, titles, version, rules, versions, afterFinal, ...newestFirst };
  }

  /** As the challenge names the college, or the roster when it has left. */
  private async shortNames({ entrants }: ChallengeDetails, collegeId: string): Promise<LocalisedText> {
    const entrant = entrants.find((one) => one.collegeId === collegeId);
    const named = entrant ?? (await this.queries.execute(new GetCollege(collegeId)).catch(orNull));
    return named?.shortNames ?? { kk: collegeId, ru: collegeId, en: collegeId };
  }

  private common(publicUrl: string | null, locale: Locale) {
    return { publicUrl, locale, renderedAt: this.clock.now().toISOString() };
  }

  private async onPage(challenge: ChallengeItem, board: Board): Promise<ChallengeOnPage> {
    const { standings } = await this.queries.execute(new GetStandings(challenge.id, board, 'public'));
    const history = parsed(await this.queries.execute(new GetHistory(challenge.id, board)));
    const news = parsed(await this.queries.execute(new GetActivity(challenge.id, NEWS)));
    return { challenge, standings, history, news };
  }

  /** Empty for an unknown college. */
  private async explained({ challengeId, collegeId }: PublicView): Promise<Partial<PublicConfig['initial']>> {
    if (challengeId === null || collegeId === null) return {};
    try {
      const points = parsed(await this.queries.execute(new ExplainPoints(challengeId, collegeId, 'public', {})));
      const college = await this.queries.execute(new GetCollege(collegeId)).catch(orNull);
      return { points, district: college?.district ?? '' };
    } catch (error) {
      return orNull(error) ?? {};
    }
  }
}

function orNull(error: unknown): null {
  if (error instanceof DomainError && error.refusal === 'not-found') return null;
  throw error;
}

/** Challenges that are not over, the latest that are, and the one that the address names. */
function shownFirst(items: readonly ChallengeItem[], asked: string | null): ChallengeItem[] {
  const running = items.filter((item) => !isOver(item));
  const over = items.filter(isOver).slice(0, LATEST_FINISHED);
  const shown = [...running, ...over].sort((a, b) => order(a).localeCompare(order(b)));
  const missing = items.filter((item) => item.id === asked && !shown.includes(item));
  return [...shown, ...missing];
}

const isOver = ({ state }: ChallengeItem): boolean => state === 'final' || state === 'cancelled';
const order = (item: ChallengeItem): string => `${isOver(item) ? 1 : 0} ${item.track}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const parsed = ({ body }: EncodedResponse): any => JSON.parse(body.toString('utf8'));
/** Malformed parts of a page's address count as absent. */
const viewQuery = z.object({
  challenge: id.nullable().catch(null).default(null),
  board: z.enum(['total', 'per-100']).catch('total').default('total'),
  league: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,7}$/)
    .nullable()
    .catch(null)
    .default(null),
  college: id.nullable().catch(null).default(null),
});

export function publicView(query: unknown): PublicView {
  const { challenge, board, league, college } = viewQuery.parse(query ?? {});
  return { challengeId: challenge, board, league, collegeId: college };
}
/**
 * The address for phones in the same hall. `base` is PUBLIC_URL or the address of the request. A loopback address becomes
 * the one in the local network. Null = the server listens to this machine only.
 */
export function ownAddress({ HOST }: Environment, base: string | null, port: number | undefined): string | null {
  if (base !== null && !isLoopback(new URL(base).hostname)) return `${base}/`;
  const host = HOST === '0.0.0.0' || HOST === '::' ? lanAddress() : HOST;
  return !host || isLoopback(host) || !port ? null : `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

const isLoopback = (host: string) => host === 'localhost' || /^\[?::1\]?$/.test(host) || host.startsWith('127.');
