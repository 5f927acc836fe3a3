import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/environment.js';
import { Allow } from '../../http/access.js';
import { allowInline } from '../../http/content-security.js';
import { pageLanguageOf } from '../../http/language.js';
import { Problem } from '../../http/problem.js';
import { RequestAddress } from '../../http/request-address.js';
import { challengeId } from '../../leaderboard/index.js';
import { ownAddress } from './own-address.js';
import { PublicPageReader } from './public-page-reader.js';
import { publicView } from './public-view.js';
import { WATCHDOG } from './watchdog.js';
import { WebBuild } from '../web-build.js';

allowInline(WATCHDOG);

@Controller()
@Allow(['anyone'])
export class PublicPagesController {
  constructor(
    private readonly reader: PublicPageReader,
    private readonly build: WebBuild,
    private readonly config: AppConfig,
    private readonly addresses: RequestAddress,
  ) {}

  @Get('screen/:id')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async screen(@Param('id', { schema: challengeId }) id: string, @Req() request: FastifyRequest): Promise<string> {
    const { board } = publicView(request.query);
    return this.build.pages.renderScreen(await this.reader.screen(id, board, this.address(request)));
  }

  @Get('rules/:id')
  @Header('cache-control', 'no-cache')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('vary', 'Cookie, Accept-Language')
  async rules(@Param('id', { schema: challengeId }) id: string, @Req() request: FastifyRequest): Promise<string> {
    return this.build.pages.renderRules(await this.reader.rules(id, pageLanguageOf(request)));
  }

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Cookie, Accept-Language')
  async open(@Req() request: FastifyRequest): Promise<string> {
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const view = publicView(request.query);
    return this.build.pages.renderPublic(
      await this.reader.open(view, search, pageLanguageOf(request), this.address(request)),
    );
  }

  @Get('assets/:file')
  @RouteConfig({ budget: 'cached' })
  asset(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const asset = this.build.asset(file);
    if (!asset) throw new Problem(404, 'ROUTE_NOT_FOUND');
    const packed = asset.gzip !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    if (packed) void reply.header('content-encoding', 'gzip');
    void reply
      .header('content-type', asset.type)
      .header('cache-control', asset.isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
      .header('vary', 'Accept-Encoding')
      .send(packed ? asset.gzip : asset.body);
  }

  private address(request: FastifyRequest): string | null {
    return ownAddress(this.config, this.addresses.baseOf(request.raw), request.socket.localPort);
  }
}
