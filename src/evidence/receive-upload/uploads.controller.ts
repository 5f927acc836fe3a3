import { Controller, Delete, Head, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { evidenceFile, evidenceId } from '../evidence.schema.js';
import type { TusAnswer } from './tus-server.js';
import { Uploads } from './uploads.js';

/** Resumable uploads as tus 1.0.0 defines them, with creation and termination. Its own ids make every request repeatable. */
@Controller('api/uploads')
@Allow(['coordinator', 'organiser'])
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @ApiResponseSchema(evidenceFile, { statuses: [201] })
  @Post()
  @SkipIdempotency(true)
  async start(@Req() request: FastifyRequest, @CurrentViewer() viewer: Viewer, @Res() reply: FastifyReply) {
    const { file, ...answer } = await this.uploads.start(request, viewer);
    void reply.status(answer.status).headers(answer.headers).send(file);
  }

  @Head(':id')
  async show(
    @Param('id', { schema: evidenceId }) id: string,
    @Req() request: FastifyRequest,
    @CurrentViewer() viewer: Viewer,
    @Res() reply: FastifyReply,
  ) {
    send(reply, await this.uploads.show(request, id, viewer));
  }

  @ApiResponseSchema(null, { statuses: [204] })
  @Patch(':id')
  @SkipIdempotency(true)
  @RouteConfig({ receivesFiles: true })
  async receive(
    @Param('id', { schema: evidenceId }) id: string,
    @Req() request: FastifyRequest,
    @CurrentViewer() viewer: Viewer,
    @Res() reply: FastifyReply,
  ) {
    send(reply, await this.uploads.receive(request, id, viewer));
  }

  @ApiResponseSchema(null, { statuses: [204] })
  @Delete(':id')
  @SkipIdempotency(true)
  @HttpCode(204)
  async remove(@Param('id', { schema: evidenceId }) id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    await this.uploads.remove(id, viewer);
  }
}

function send(reply: FastifyReply, { status, headers }: TusAnswer): void {
  void reply.status(status).headers(headers).send();
}
