import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/environment.js';
import { Allow } from '../../http/access.js';
import { allowInline } from '../../http/security-headers.js';
import { pageLanguageOf } from '../../http/language.js';
import { Problem } from '../../http/problem.js';
import { RequestAddress } from '../../http/request-address.js';
import { challengeId } from '../../leaderboard/index.js';
import { ownAddress, PublicPageReader, publicView } from './public-page-reader.js';
import { PageCache } from './page-cache.js';
import { OFFLINE_WORKER, WATCHDOG } from './browser-scripts.js';
import { WebBuild } from '../web-build.js';

allowInline(WATCHDOG);

const HTML = 'text/html; charset=utf-8';

@Controller()
@Allow(['anyone'])
export class PublicPagesController {
  private readonly cache = new PageCache();

  constructor(
    private readonly reader: PublicPageReader,
    private readonly build: WebBuild,
    private readonly config: AppConfig,
    private readonly addresses: RequestAddress,
  ) {}

  @Get('screen/:id')
  @Header('content-type', HTML)
  @Header('cache-control', 'no-cache')
  screen(@Param('id', { schema: challengeId }) id: string, @Req() request: FastifyRequest): Promise<Buffer> {
    const { board } = publicView(request.query);
    const address = this.address(request);
    return this.cache.get(`screen ${id} ${board} ${address}`, async () =>
      this.build.pages.renderScreen(await this.reader.screen(id, board, address)),
    );
  }

  @Get('rules/:id')
  @Header('content-type', HTML)
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Cookie, Accept-Language')
  rules(@Param('id', { schema: challengeId }) id: string, @Req() request: FastifyRequest): Promise<Buffer> {
    const language = pageLanguageOf(request);
    return this.cache.get(`rules ${id} ${language}`, async () =>
      this.build.pages.renderRules(await this.reader.rules(id, language)),
    );
  }

  @Get()
  @RouteConfig({ budget: 'cached' })
  @Header('content-type', HTML)
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Cookie, Accept-Language')
  open(@Req() request: FastifyRequest): Promise<Buffer> {
    const view = publicView(request.query);
    const language = pageLanguageOf(request);
    const address = this.address(request);
    return this.cache.get(`open ${JSON.stringify(view)} ${language} ${address}`, async () =>
      this.build.pages.renderPublic(await this.reader.open(view, language, address)),
    );
  }

  @Get('assets/:file')
  @RouteConfig({ budget: 'cached' })
  asset(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const asset = this.build.asset(file);
    if (!asset) throw new Problem(404, 'ROUTE_NOT_FOUND');
    void reply
      .header('content-type', asset.type)
      .header('cache-control', asset.isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    return asset.body;
  }

  @Get('sw.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  worker(): string {
    return OFFLINE_WORKER;
  }

  private address(request: FastifyRequest): string | null {
    return ownAddress(this.config, this.addresses.baseOf(request.raw), request.socket.localPort);
  }
}
