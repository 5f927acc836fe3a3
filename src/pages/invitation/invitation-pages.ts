import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptInvitation, type Invited } from '../../accounts/index.js';
import { CollegeDirectory } from '../../colleges/index.js';
import type { QorzhynRequest } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { isInAppBrowser } from '../in-app-browser.js';
import { sendPage } from '../plain-page.js';
import { endedInvitationPage, type InvitationForm, invitationPage } from './invitation-page.js';

type PageRequest = FastifyRequest & Partial<QorzhynRequest>;

/** Shows the form of a link with the facts about it, or why the link opens nothing. */
@Injectable()
export class InvitationPages {
  constructor(
    private readonly invitations: AcceptInvitation,
    private readonly colleges: CollegeDirectory,
  ) {}

  /** `form`: what was typed and refused; absent = a fresh form with a login to begin with. */
  async show(
    token: string,
    invited: Invited,
    request: PageRequest,
    reply: FastifyReply,
    { status, form }: { status: number; form?: InvitationForm } = { status: 200 },
  ): Promise<string> {
    const language = pageLanguageOf(request);
    const { id, role, expiresAt, login } = invited;
    const viewer = request.viewer ?? request.enrolling ?? null;
    const facts = {
      token,
      role,
      college: await this.collegeOf(invited, request),
      expiresAt,
      isReset: login !== null,
      isMailed: invited.mailed,
      signedIn: viewer && (viewer.accountId === id ? 'own' : viewer.role),
      isInApp: isInAppBrowser(request),
    } as const;
    return sendPage(reply, status, invitationPage(facts, form ?? (await this.fresh(invited)), language));
  }

  async ended(token: string, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const end = await this.invitations.endOf(token);
    return sendPage(reply, 404, endedInvitationPage(token, end, pageLanguageOf(request)));
  }

  private async fresh(invited: Invited): Promise<InvitationForm> {
    const login = invited.login ?? (await this.invitations.suggestLogin(invited));
    return { name: invited.name ?? '', login, errors: {} };
  }

  /** Null = the role has no college. */
  private async collegeOf({ collegeId }: Invited, request: FastifyRequest): Promise<string | null> {
    if (collegeId === null) return null;
    const college = (await this.colleges.all()).find((one) => one.collegeId === collegeId);
    return college?.names[pageLanguageOf(request)] ?? collegeId;
  }
}
