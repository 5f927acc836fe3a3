import type { Action, Book, Challenge, Claim, Terms } from './rights-model.js';

/** Limits of the options. */
const SECOND_REVIEWER_FROM = 50;
export const SECOND_ORGANISER_FROM = 20;
export const DISPUTE_DAYS = 3;
export const LAPSE_DAYS = 4;
/** Claims of a college that await a decision, and those of one kind and day, at most. */
export const OPEN_CLAIMS = { college: 3, kindAndDay: 2 };
const LEAGUE_L_FROM = 301;

export const KINDS = ['plain', 'trees'] as const;
const PLAIN_POINTS = 10;
const TREES_CAP = 500;

/** The document that says these terms. */
export const rulesOf = ({ options, weight, minimumStudents, perDay, leagues }: Terms) => ({
  kinds: {
    plain: { base: PLAIN_POINTS, cap: PLAIN_POINTS, parts: [], perDay, seasonCap: null },
    trees: {
      base: 0,
      cap: TREES_CAP,
      parts: [{ metric: 'trees', step: 1, weight, max: null }],
      perDay,
      seasonCap: 300,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 60, from: 100 },
  diversity: { points: 5, kinds: 2 },
  per100: { minimumStudents },
  ...(leagues && {
    leagues: [
      { code: 'L', from: LEAGUE_L_FROM },
      { code: 'S', from: 0 },
    ],
  }),
  ...(options && {
    secondReviewerFrom: SECOND_REVIEWER_FROM,
    secondOrganiserFrom: SECOND_ORGANISER_FROM,
    disputeDays: DISPUTE_DAYS,
    lapseDays: LAPSE_DAYS,
    openClaims: OPEN_CLAIMS,
  }),
});

export const leagueOf = (students: number, { leagues }: Terms): string | null =>
  leagues ? (students >= LEAGUE_L_FROM ? 'L' : 'S') : null;

/** An action scores under its own version or a newer retroactive one. A withdrawn version gives way to another. */
function bookOf({ books }: Challenge, version: number): Book | undefined {
  const retroactive = books.filter((book) => book.retroactive).at(-1)?.version ?? 0;
  const wanted = Math.max(version, retroactive);
  return books.filter((book) => book.version <= wanted).at(-1) ?? books[0];
}

/** Points of one action that ask for a second yes: by its own rules or those in force. */
export function pointsOf(
  { challenge, version, claim }: Action,
  trees: number,
  kind: Claim['kind'] = claim.kind,
): number {
  const { books } = challenge;
  const own = books.filter((book) => book.version <= version).at(-1) ?? books[0];
  const weights = [bookOf(challenge, version), own].flatMap((book) => book?.terms.weight ?? []);
  if (weights.length === 0) return 0;
  return kind === 'plain' ? PLAIN_POINTS : Math.min(TREES_CAP, trees * Math.max(...weights));
}

/** Points from which a decision needs two reviewers: the strictest of the newest rulebook and the action's own. */
export function secondReviewerFrom({ challenge, version }: Action): number | null {
  const own = challenge.books.find((book) => book.version === version);
  const books = [challenge.books.at(-1), own, bookOf(challenge, version)];
  return books.some((book) => book?.terms.options) ? SECOND_REVIEWER_FROM : null;
}
