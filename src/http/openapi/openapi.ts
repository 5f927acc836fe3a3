import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problemSchema } from '../problem.js';
import { z } from 'zod';

/** The OpenAPI document, made once, when somebody first asks: from the routes and the zod schemas that check what comes in. */
@Injectable()
export class OpenApi {
  private app: INestApplication | null = null;
  private made: Promise<OpenAPIObject> | null = null;

  describe(app: INestApplication): void {
    this.app = app;
  }

  document(): Promise<OpenAPIObject> {
    if (!this.app) throw new Error('there is no application to describe');
    return (this.made ??= make(this.app));
  }
}

async function make(app: INestApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const frame = new DocumentBuilder()
    .setTitle('Qorzhyn')
    .setVersion('1')
    .setDescription('Every write may carry an Idempotency-Key and answers with the position it reached.')
    .addCookieAuth('qorzhyn_session', { type: 'apiKey', in: 'cookie', name: 'qorzhyn_session' })
    .build();
  const document = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components ??= {};
  document.components.schemas = {
    ...document.components.schemas,
    Problem: z.toJSONSchema(problemSchema, { target: 'openapi-3.0' }) as never,
  };
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !isPage(path)));
  addProblems(document);
  return document;
}

const isPage = (path: string): boolean => !path.startsWith('/api/') || path.startsWith('/api/docs');

/** Any request may be refused, always in the same form. */
function addProblems(document: OpenAPIObject): void {
  const refused = {
    description: 'A problem (RFC 9457) in the reader’s language',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const item of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (operation) operation.responses = { ...operation.responses, default: refused };
      if (operation && method !== 'get') {
        const header = {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', maxLength: 200 },
        } as const;
        operation.parameters = [...(operation.parameters ?? []), header];
      }
    }
  }
}
