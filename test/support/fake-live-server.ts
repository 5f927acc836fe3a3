import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Server, type Namespace } from 'socket.io';
import type { ChallengeOnPage, Locale } from '../../src/pages/page.contract.js';
import { loadWebPages, type WebPages } from '../../src/pages/public/render-page.js';
import { qrPath } from '../../src/pages/public/qr-path.js';
import { WATCHDOG_HASH } from '../../src/pages/public/watchdog.js';
import type { Board, StandingsChanged, StandingsRow } from '../../projections/standings/standings.contract.js';
import { ranked, sceneNews, sceneOnPage, scenePoints, type Scene } from './fictional-board.js';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const CSP = `default-src 'self'; script-src 'self' ${WATCHDOG_HASH}; style-src 'self'; img-src 'self' data:; connect-src 'self'`;

/** Speaks the public routes and the live messages, in any state a test needs; nothing of the real server is behind it. */
export class FakeLiveServer {
  readonly boards = new Map<string, ChallengeOnPage>();
  /** Every `standings:watch` that arrived. */
  watches = 0;
  /** Silent servers answer nothing on the socket, and REST with 503: what a page calls stale. */
  silent = false;
  /** Sockets that come are turned away. */
  refuseSockets = false;
  publicUrl: string | null = 'http://192.168.1.20:3000/';
  private http!: HttpServer;
  private io!: Server;
  private live!: Namespace;
  private port = 0;
  private serial = 0;
  private readonly pages: WebPages;

  constructor(dist: string) {
    this.dist = dist;
    this.pages = loadWebPages(dist);
    this.scene('usual');
  }
  private readonly dist: string;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  scene(scene: Scene, seq = 10): void {
    for (const track of ['amal', 'green'] as const) {
      for (const board of ['total', 'per-100'] as const)
        this.boards.set(`${track}-2026|${board}`, sceneOnPage(track, scene, board, seq));
    }
  }

  board(challengeId: string, board: Board = 'total'): ChallengeOnPage {
    const found = this.boards.get(`${challengeId}|${board}`);
    if (!found) throw new Error(`no board ${challengeId} ${board}`);
    return found;
  }

  async start(): Promise<this> {
    this.http = createServer((request, response) => this.answer(request, response));
    this.io = new Server(this.http, { serveClient: false });
    this.live = this.io.of('/live');
    this.live.use((_, next) => next(this.refuseSockets ? new Error('refused') : undefined));
    this.live.on('connection', (socket) => {
      socket.on(
        'standings:watch',
        ({ challengeId, board }: { challengeId: string; board: Board }, acknowledge: (answer: unknown) => void) => {
          this.watches += 1;
          if (this.silent) return;
          const found = this.boards.get(`${challengeId}|${board}`);
          if (!found) return acknowledge({ error: { status: 404, code: 'CHALLENGE_NOT_FOUND' } });
          void socket.join(`${challengeId}|${board}`);
          acknowledge(found.standings);
        },
      );
    });
    await new Promise<void>((resolve) => this.http.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.http.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await this.io.close();
  }

  /** Gives a college points on both boards and tells those who watch. */
  give(challengeId: string, collegeId: string, points: number): void {
    for (const board of ['total', 'per-100'] as const) this.giveOn(challengeId, board, collegeId, points);
  }

  private giveOn(challengeId: string, board: Board, collegeId: string, points: number): void {
    const found = this.board(challengeId, board);
    const before = new Map(found.standings.rows.map((row) => [row.collegeId, JSON.stringify(row)]));
    const rows = ranked(
      found.standings.rows.map((row) => (row.collegeId === collegeId ? { ...row, points: row.points + points } : row)),
      board,
    );
    const prev = found.standings.seq;
    found.standings = {
      ...found.standings,
      seq: prev + 1,
      position: `p${prev + 1}`,
      asOf: new Date().toISOString(),
      rows,
    };
    const mover = rows.find((row) => row.collegeId === collegeId)!;
    found.news = { ...found.news!, items: [sceneNews(mover, points, (this.serial += 1)), ...found.news!.items] };
    const changes = rows.filter((row) => before.get(row.collegeId) !== JSON.stringify(row));
    const { rows: _, ...head } = found.standings;
    const message: StandingsChanged = { ...head, prev, changes, removed: [] };
    this.live.to(`${challengeId}|${board}`).emit('standings:changed', message);
  }

  /** Sends a change as it is, for messages out of order. */
  emit(message: StandingsChanged): void {
    this.live.to(`${message.challengeId}|${message.board}`).emit('standings:changed', message);
  }

  disconnectAll(): void {
    this.live.disconnectSockets(true);
  }

  alive(challengeId: string, board: Board = 'total'): void {
    this.live
      .to(`${challengeId}|${board}`)
      .emit('standings:alive', { challengeId, board, seq: this.board(challengeId, board).standings.seq });
  }

  freeze(challengeId: string, frozen: boolean): void {
    for (const board of ['total', 'per-100'] as const) {
      const found = this.board(challengeId, board);
      const prev = found.standings.seq;
      found.challenge = { ...found.challenge, frozen };
      found.standings = { ...found.standings, frozen, seq: prev + 1, position: `p${prev + 1}` };
      const { rows: _, ...head } = found.standings;
      this.emit({ ...head, prev, changes: [], removed: [] });
    }
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams, search } = new URL(request.url ?? '/', this.url);
    if (pathname.startsWith('/assets/')) return this.asset(pathname, response);
    const screen = /^\/screen\/([a-z0-9-]+)$/.exec(pathname);
    const board = searchParams.get('board') === 'per-100' ? 'per-100' : 'total';
    if (screen) return this.page(response, this.screen(screen[1]!, board));
    if (pathname === '/')
      return this.page(response, this.open(search, board, (searchParams.get('lang') ?? 'kk') as Locale));
    if (this.silent) return this.json(response, 503, { code: 'UNAVAILABLE' });
    if (pathname === '/api/challenges')
      return this.json(response, 200, { items: ['amal-2026', 'green-2026'].map((id) => this.board(id).challenge) });
    const api = /^\/api\/challenges\/([a-z0-9-]+)\/(standings|history|news|colleges\/([a-z0-9-]+)\/points)$/.exec(
      pathname,
    );
    const found = api && this.boards.get(`${api[1]!}|${board}`);
    if (!api || !found) return this.json(response, 404, { code: 'NOT_FOUND' });
    if (api[2] === 'standings') return this.json(response, 200, found.standings, request.headers['if-none-match']);
    if (api[2] === 'history') return this.json(response, 200, found.history);
    if (api[2] === 'news') return this.json(response, 200, found.news);
    const row = this.board(api[1]!).standings.rows.find((one: StandingsRow) => one.collegeId === api[3]);
    return row
      ? this.json(response, 200, scenePoints(api[1]!, row))
      : this.json(response, 404, { code: 'COLLEGE_NOT_FOUND' });
  }

  private screen(challengeId: string, board: Board): string {
    const renderedAt = new Date().toISOString();
    const qr = this.publicUrl ? qrPath(this.publicUrl) : null;
    return this.pages.renderScreen({
      challengeId,
      publicUrl: this.publicUrl,
      qr,
      locale: 'kk',
      renderedAt,
      initial: this.board(challengeId, board),
    });
  }

  private open(search: string, board: Board, locale: Locale): string {
    const renderedAt = new Date().toISOString();
    const challenges = ['amal-2026', 'green-2026'].map((id) => this.board(id, board));
    return this.pages.renderPublic({ search, publicUrl: this.publicUrl, locale, renderedAt, initial: { challenges } });
  }

  private page(response: ServerResponse, body: string): void {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP }).end(body);
  }

  private asset(pathname: string, response: ServerResponse): void {
    const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
    response
      .writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
      .end(readFileSync(join(this.dist, 'web', pathname)));
  }

  private json(response: ServerResponse, status: number, body: unknown, known?: string): void {
    const text = JSON.stringify(body);
    const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
    if (known === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(status, { 'content-type': 'application/json', etag }).end(text);
  }
}
