import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { EvidenceLinks } from './evidence-links.js';

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf' };
/** Even a file that the intake misjudged runs nothing and loads nothing. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";
const tokenShape = z.string().max(200);

/** Files of evidence under links that an action showed. */
@Controller('files')
@Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
export class FilesController {
  constructor(private readonly links: EvidenceLinks) {}

  @Get(':token')
  async file(
    @Param('token', { schema: tokenShape }) token: string,
    @CurrentViewer() viewer: Viewer,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.links.open(token, viewer);
    if (!found) throw new Problem(404, 'EVIDENCE_FILE_UNKNOWN');
    const { stream, size, mediaType, file } = found;
    const disposition = mediaType.startsWith('image/') ? 'inline' : 'attachment';
    void reply
      .header('content-type', mediaType)
      .header('content-length', size)
      .header('content-disposition', `${disposition}; filename="${file.id.slice(0, 8)}.${ENDINGS[mediaType] ?? 'bin'}"`)
      .header('content-security-policy', SANDBOX)
      .header('cache-control', 'no-store')
      .send(stream);
  }
}
