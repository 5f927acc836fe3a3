/** Data that the server writes into a public page for its script. Types only: browser code imports this file too. */
import type { AdjustmentList, FinalList, RulebookList } from '../challenges/challenges.contract.js';
import type { Rulebook } from '../events/rulebook.js';
import type { LocalisedText } from '../events/values.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { ActionAfterFinal } from '../../projections/standings/preview.contract.js';
import type {
  Board,
  News,
  PointsExplained,
  Standings,
  StandingsHistory,
} from '../../projections/standings/standings.contract.js';

export type Locale = 'kk' | 'ru' | 'en';

/** A QR code as one SVG path on a grid of `size` modules. */
export interface QrPath {
  size: number;
  path: string;
}

export interface ChallengeOnPage {
  challenge: ChallengeItem;
  standings: Standings;
  history?: StandingsHistory;
  news?: News;
}

interface PageConfig {
  /** Address of the phone page as others reach it; null = unknown, no QR is shown. */
  publicUrl: string | null;
  locale: Locale;
  /** ISO instant of rendering: the browser's first render shows the same time as the server's. */
  renderedAt: string;
}

export interface ScreenConfig extends PageConfig {
  challengeId: string;
  qr: QrPath | null;
  initial: ChallengeOnPage;
}

export interface PublicConfig extends PageConfig {
  /** As the server read the address. */
  view: PublicView;
  initial: {
    /** One per challenge, the board that `search` asks for. */
    challenges: ChallengeOnPage[];
    /** Present when `search` names a college. */
    points?: PointsExplained;
    /** Code of that college's district, empty when unknown. */
    district?: string;
  };
}

/** The page of rules and results, without a script. */
export interface RulesConfig {
  challengeId: string;
  locale: Locale;
  titles: ChallengeItem['titles'];
  /** 0 = none published yet. */
  version: number;
  rules: Rulebook | null;
  /** Newest first. */
  versions: RulebookList['items'];
  /** Newest first. */
  finals: FinalList['finals'];
  /** Newest first. */
  adjustments: (AdjustmentList['adjustments'][number] & { shortNames: LocalisedText })[];
  /** Actions that were decided after the standing final. */
  afterFinal: ActionAfterFinal[];
}

/** The view that a public address names. */
export interface PublicView {
  challengeId: string | null;
  board: Board;
  league: string | null;
  collegeId: string | null;
}
