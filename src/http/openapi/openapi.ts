import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problemSchema } from '../problem.js';
import { responseSchemaOf, namedSchema, namedSchemas, operationOf, toOpenApiSchema } from './api-response-schema.js';

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
    operationIdFactory: operationOf,
  });
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...namedSchemas() };
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !isPage(path)));
  addAnswers(document);
  addProblems(document);
  return document;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const isPage = (path: string): boolean => !path.startsWith('/api/') || path.startsWith('/api/docs');

namedSchema('Problem', problemSchema);

/** What each route answers when all is well, as its controller says. */
function addAnswers(document: OpenAPIObject): void {
  for (const operation of operationsOf(document)) {
    const answer = responseSchemaOf(operation.operationId ?? '');
    if (!answer) continue;
    const { schema, type = 'application/json', example } = answer;
    const body = schema && {
      content: { [type]: { schema: toOpenApiSchema(schema), ...(example === undefined ? {} : { example }) } },
    };
    const statuses = answer.statuses ?? Object.keys(operation.responses);
    const description = schema?.description ?? 'Done';
    operation.responses = Object.fromEntries(statuses.map((status) => [status, { description, ...body }]));
  }
}

const operationsOf = ({ paths }: OpenAPIObject) =>
  Object.values(paths).flatMap((item) => methods.flatMap((method) => item[method] ?? []));

/** Any request may be refused, always in the same form. */
function addProblems(document: OpenAPIObject): void {
  const refused = {
    description: 'A problem (RFC 9457) in the reader’s language',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
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
