import { read, utils } from '@e965/xlsx';
import type {
  Audience,
  Board,
  NewsItem,
  PointsExplained,
  StandingsHistory,
  StandingsRow,
} from '../../../projections/standings/standings.contract.js';
import type { ExplainedChanges } from '../../../src/leaderboard/explain-changes/standings-changes.js';
import { shadowBoard, type ShadowRow } from '../../support/shadow-scorer.js';
import { type ListedAction, listedActions } from './listed-actions.js';
import type { World } from './world.js';

export const BOARDS: readonly Board[] = ['total', 'per-100'];
export const AUDIENCES: readonly Audience[] = ['staff', 'public'];

type Cells = (string | number)[];
export type Changes = Pick<ExplainedChanges, 'from' | 'to' | 'changes'>;

/** All that one audience can read of the points and the actions of a challenge. */
export interface View {
  challengeId: string;
  audience: Audience;
  boards: Record<Board, StandingsRow[]>;
  shadow: Record<Board, ShadowRow[]>;
  /** As `npm run export` writes them. */
  exported: Record<Board, StandingsRow[]>;
  /** The board of the newest final; null = the challenge is not final. */
  final: StandingsRow[] | null;
  /** Rows of files, as text. */
  files: { board: Board; rows: Cells[] }[];
  explained: Map<string, PointsExplained>;
  /** From the first event on, of colleges that ever took part. */
  changes: Map<string, Changes>;
  /** The public alone reads it. */
  history: Record<Board, StandingsHistory['days']> | null;
  news: NewsItem[] | null;
  /** Staff alone read all of them. */
  actions: ListedAction[];
  /** Ids of the events, oldest first. */
  order: readonly string[];
}

/** Staff's points of every college at a position. */
export interface Moment {
  challengeId: string;
  position: string;
  points: Map<string, number>;
}

export async function viewOf(world: World, challengeId: string, audience: Audience): Promise<View> {
  const path = `/api/challenges/${challengeId}`;
  const get = async <Body>(rest: string) => (await world.read<Body>(`${path}/${rest}`, audience)).body;
  const perBoard = async <Value>(work: (board: Board) => Promise<Value>) =>
    ({ total: await work('total'), 'per-100': await work('per-100') }) as Record<Board, Value>;
  const boards = await perBoard(
    async (board) => (await get<{ rows: StandingsRow[] }>(`standings?board=${board}`)).rows,
  );
  const log = world.logOf(challengeId);
  const view: View = {
    challengeId,
    audience,
    boards,
    shadow: await perBoard((board) => Promise.resolve(shadowBoard(log, audience, board))),
    exported: await perBoard((board) => Promise.resolve(world.exported(challengeId, audience, board))),
    final: await finalOf(world, challengeId, audience),
    files: [
      ...(await Promise.all(
        BOARDS.map(async (board) => ({ board, rows: csvRows(await get<string>(`standings.csv?board=${board}`)) })),
      )),
      { board: 'total', rows: xlsxRows((await world.read(`${path}/standings.xlsx`, audience)).raw) },
    ],
    explained: new Map(),
    changes: new Map(),
    history: null,
    news: null,
    actions: [],
    order: log.map(({ id }) => id),
  };
  for (const { collegeId } of boards.total)
    view.explained.set(collegeId, await get<PointsExplained>(`colleges/${collegeId}/points`));
  for (const { id } of world.model.colleges) {
    const changes = await changesOf(world, challengeId, id, audience);
    if (changes) view.changes.set(id, changes);
  }
  if (audience === 'staff') return { ...view, actions: await listedActions(world, challengeId) };
  view.history = await perBoard(async (board) => (await get<StandingsHistory>(`history?board=${board}`)).days);
  view.news = (await get<{ items: NewsItem[] }>('news?limit=50')).items;
  return view;
}

async function finalOf(world: World, challengeId: string, audience: Audience): Promise<StandingsRow[] | null> {
  const isFinal = world.model.challenges.some(({ id, state }) => id === challengeId && state === 'final');
  if (!isFinal || audience === 'public') return null;
  const path = `/api/challenges/${challengeId}`;
  const { body } = await world.read<{ finals: { number: number }[] }>(`${path}/finals`, audience);
  const number = body.finals.at(-1)!.number;
  return (await world.read<{ rows: StandingsRow[] }>(`${path}/standings?final=${number}`, audience)).body.rows;
}

/** All pages; null = the college never took part. `range` is `&from=…` and the like. */
export async function changesOf(
  world: World,
  challengeId: string,
  collegeId: string,
  audience: Audience,
  range = '',
): Promise<Changes | null> {
  type Page = Changes & { next: string | null };
  const all: Changes['changes'] = [];
  let from: Changes['from'] | null = null;
  for (let after = ''; ;) {
    const path = `/api/challenges/${challengeId}/colleges/${collegeId}/changes?limit=200${range}${after}`;
    const { status, body } = await world.read<Page>(path, audience);
    if (status === 404) return null;
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    from ??= body.from;
    all.push(...body.changes);
    if (body.next === null) return { from, to: body.to, changes: all };
    after = `&after=${body.next}`;
  }
}

export async function momentsOf(world: World): Promise<Moment[]> {
  await world.caughtUp();
  const position = (await world.store.head())!;
  const moments: Moment[] = [];
  for (const { id, state } of world.model.challenges) {
    if (state === 'none') continue;
    const { body } = await world.read<{ rows: StandingsRow[] }>(`/api/challenges/${id}/standings`, 'staff');
    const points = new Map(body.rows.map((row) => [row.collegeId, row.points]));
    moments.push({ challengeId: id, position, points });
  }
  return moments;
}

const csvRows = (text: string): Cells[] =>
  text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';'));

/** Below the headings, which follow the titles and an empty line. */
function xlsxRows(file: Buffer): Cells[] {
  const { Sheets, SheetNames } = read(file);
  const rows = utils.sheet_to_json<Cells>(Sheets[SheetNames[0]!]!, { header: 1, blankrows: true, defval: '' });
  return rows.slice(rows.findIndex((row) => row.every((cell) => cell === '')) + 2);
}

/** The columns that files and boards share, as text. */
export const cellsOf = ({ rank, names, points, actions, kinds, students, league, leagueRank }: StandingsRow): string =>
  [rank, names.kk, points, actions, kinds, students, league ?? '', leagueRank ?? ''].join(' ');
export const cellsOfFile = ([rank, name, _short, ...rest]: Cells): string =>
  [rank, name, ...rest.slice(0, 6)].join(' ');
