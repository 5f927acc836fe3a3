import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace } from 'socket.io';
import type { ChallengeOnPage } from '../../src/pages/page.contract.js';
import { inlineHash } from '../../src/http/security-headers.js';
import { WATCHDOG } from '../../src/pages/public/browser-scripts.js';
import { WebBuild } from '../../src/pages/web-build.js';
import type { StandingsChanged } from '../../projections/standings/standings.contract.js';
import { ranked, sceneNews, sceneOnPage } from './fictional-board.js';

const CSP = `default-src 'self'; script-src 'self' ${inlineHash(WATCHDOG)}; style-src 'self'; img-src 'self' data:; connect-src 'self'`;

/** Serves one hall screen with the faults of networks and servers; the real server is not behind it. */
export class FakeLiveServer {
  board: ChallengeOnPage = sceneOnPage('amal', 'total', 10);
  /** Number of `standings:watch` messages. */
  watches = 0;
  /** Answers nothing on the socket, and REST with 503. */
  silent = false;
  refuseSockets = false;
  private http!: HttpServer;
  private io!: Server;
  private live!: Namespace;
  private port = 0;
  private serial = 0;
  private readonly build: WebBuild;

  constructor(dist: string) {
    this.build = new WebBuild(dist);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.http = createServer((request, response) => this.answer(request, response));
    this.io = new Server(this.http, { serveClient: false });
    this.live = this.io.of('/live');
    this.live.use((_, next) => next(this.refuseSockets ? new Error('refused') : undefined));
    this.live.on('connection', (socket) => {
      socket.on('standings:watch', (_: unknown, acknowledge: (answer: unknown) => void) => {
        this.watches += 1;
        if (this.silent) return;
        void socket.join('board');
        acknowledge(this.board.standings);
      });
    });
    await new Promise<void>((resolve) => this.http.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.http.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await this.io.close();
  }

  /** Gives a college points and sends the change. */
  give(collegeId: string, points: number): void {
    const { standings, news } = this.board;
    const before = new Map(standings.rows.map((row) => [row.collegeId, JSON.stringify(row)]));
    const rows = ranked(
      standings.rows.map((row) => (row.collegeId === collegeId ? { ...row, points: row.points + points } : row)),
      'total',
    );
    const prev = standings.seq;
    const head = { ...standings, seq: prev + 1, position: `p${prev + 1}`, asOf: new Date().toISOString() };
    const mover = rows.find((row) => row.collegeId === collegeId)!;
    const items = [sceneNews(mover, points, (this.serial += 1)), ...news!.items];
    this.board = { ...this.board, standings: { ...head, rows }, news: { ...news!, items } };
    const changes = rows.filter((row) => before.get(row.collegeId) !== JSON.stringify(row));
    const { rows: _, ...rest } = this.board.standings;
    this.emit({ ...rest, prev, changes, removed: [] });
  }

  /** Sends a change as it is, for messages out of order. */
  emit(message: StandingsChanged): void {
    this.live.to('board').emit('standings:changed', message);
  }

  heartbeat(): void {
    const { challengeId, board, seq } = this.board.standings;
    this.live.to('board').emit('standings:alive', { challengeId, board, seq });
  }

  disconnectAll(): void {
    this.live.disconnectSockets(true);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const { challenge, standings, history, news } = this.board;
    if (pathname.startsWith('/assets/')) return this.asset(pathname.slice('/assets/'.length), response);
    if (pathname.startsWith('/screen/')) return this.page(response);
    if (this.silent) return this.json(response, 503, { code: 'UNAVAILABLE' });
    if (pathname === '/api/challenges') return this.json(response, 200, { items: [challenge] });
    if (pathname.endsWith('/standings')) return this.json(response, 200, standings, request.headers['if-none-match']);
    return this.json(response, 200, pathname.endsWith('/news') ? news : history);
  }

  private page(response: ServerResponse): void {
    const common = { publicUrl: null, qr: null, locale: 'kk', renderedAt: new Date().toISOString() } as const;
    const body = this.build.pages.renderScreen({ ...common, challengeId: 'amal-2026', initial: this.board });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP }).end(body);
  }

  private asset(name: string, response: ServerResponse): void {
    const asset = this.build.asset(name);
    response.writeHead(asset ? 200 : 404, asset ? { 'content-type': asset.type } : {}).end(asset?.body);
  }

  private json(response: ServerResponse, status: number, body: unknown, known?: string): void {
    const text = JSON.stringify(body);
    const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
    if (known === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(status, { 'content-type': 'application/json', etag }).end(text);
  }
}
