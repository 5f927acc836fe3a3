import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { Problem } from '../../http/problem.js';
import { seeOther } from '../plain-page.js';
import { startOf } from '../start/start-page.js';
import { WebBuild } from '../web-build.js';

/** The application of `web/app`: one shell for all of its addresses, and its files. */
@Controller()
@Allow(['anyone'])
export class AppController {
  constructor(private readonly build: WebBuild) {}

  @Get(['portal', 'portal/*'])
  portal(
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | string {
    if (viewer && viewer.role !== 'coordinator')
      return seeOther(reply, `${startOf(viewer.role)}?lang=${pageLanguageOf(request)}`);
    const isHome = /^\/portal\/?(?:\?|$)/.test(request.url);
    return this.shell(viewer, request, reply, isHome);
  }

  @Get('profile')
  profile(
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | string {
    return this.shell(viewer, request, reply);
  }

  /** Components in every state; builds for development have the page. */
  @Get('app/components')
  components(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    if (!this.build.appFile('_app/development.json')) throw new Problem(404, 'ROUTE_NOT_FOUND');
    void reply.header('content-type', 'text/html; charset=utf-8');
    return this.build.appShell;
  }

  @Get('_app/*')
  @RouteConfig({ budget: 'cached' })
  file(@Param('*') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return this.send(`_app/${name}`, reply);
  }

  /** At the root, because a service worker governs only addresses below its own. */
  @Get('service-worker.js')
  worker(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return this.send('service-worker.js', reply);
  }

  private send(name: string, reply: FastifyReply): Buffer {
    const file = this.build.appFile(name);
    if (!file) throw new Problem(404, 'ROUTE_NOT_FOUND');
    void reply
      .header('content-type', file.type)
      .header('cache-control', file.isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
    return file.body;
  }

  private shell(viewer: Viewer | null, request: FastifyRequest, reply: FastifyReply, isHome = false): Buffer | string {
    if (!viewer)
      return seeOther(reply, `/sign-in?next=${encodeURIComponent(request.url)}&lang=${pageLanguageOf(request)}`);
    void reply.header('content-type', 'text/html; charset=utf-8');
    return isHome ? this.build.appFirstPage(pageLanguageOf(request)) : this.build.appShell;
  }
}
