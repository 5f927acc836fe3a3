import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountDirectory, Notices } from '../../accounts/index.js';
import { GetChallenge, ListChallenges } from '../../challenges/index.js';
import { CollegeDirectory } from '../../colleges/index.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { seeOther, sendPage } from '../plain-page.js';
import { noticesOf } from './notice.js';
import { rolePage, type SeasonFacts, seasonPage, startOf } from './start-page.js';

/** The first page of signed-in people: what to do next. */
@Controller()
@Allow(['anyone'])
export class StartController {
  constructor(
    private readonly queries: QueryBus,
    private readonly colleges: CollegeDirectory,
    private readonly accounts: AccountDirectory,
    private readonly notices: Notices,
  ) {}

  @Get('console')
  async show(
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = pageLanguageOf(request);
    const here = request.url.split('?')[0]!;
    if (!viewer) return seeOther(reply, `/sign-in?next=${here}&lang=${language}`);
    const start = startOf(viewer.role);
    if (here !== start) return seeOther(reply, `${start}?lang=${language}`);
    const notices = noticesOf(await this.notices.of(viewer), viewer.accountId, language);
    if (viewer.role !== 'organiser') return sendPage(reply, 200, rolePage(viewer.role, language, notices));
    return sendPage(reply, 200, seasonPage(await this.facts(), language, notices));
  }

  @Post('acknowledge')
  @HttpCode(303)
  @SkipIdempotency(true)
  async acknowledge(
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (viewer) await this.notices.acknowledge(viewer);
    return seeOther(reply, `${viewer ? startOf(viewer.role) : '/sign-in'}?lang=${pageLanguageOf(request)}`);
  }

  private async facts(): Promise<SeasonFacts> {
    const [colleges, { items }, accounts] = await Promise.all([
      this.colleges.all(),
      this.queries.execute(new ListChallenges(true)),
      this.accounts.all(),
    ]);
    const current = items.filter(({ state }) => state !== 'final' && state !== 'cancelled');
    const challenges = await Promise.all(current.map(({ id }) => this.queries.execute(new GetChallenge(id, true))));
    const count = (role: string) => accounts.filter((one) => one.state === 'open' && one.role === role).length;
    return {
      colleges: colleges.length,
      withoutEnrolment: colleges.filter(({ enrolment }) => enrolment === null).length,
      challenges,
      reviewers: count('reviewer'),
      coordinators: count('coordinator'),
    };
  }
}
