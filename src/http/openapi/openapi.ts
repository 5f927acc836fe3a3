import { Controller, Get, Injectable, type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, Confirmed, SECURE_SESSION_COOKIE, SESSION_COOKIE } from '../access.js';
import { problemSchema } from '../problem.js';
import {
  ApiResponseSchema,
  namedSchema,
  namedSchemas,
  RESPONSE_SCHEMA,
  type ResponseSchema,
  toOpenApiSchema,
} from './api-response-schema.js';
import examples from './examples.json';
import texts from './operations.json';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Example {
  request?: unknown;
  response?: unknown;
  parameters?: Readonly<Record<string, string>>;
}
interface RouteMetadata {
  response: ResponseSchema | undefined;
  allowed: readonly string[];
  isConfirmed: boolean;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const exampleOf = (route: string): Example => (examples as Record<string, Example>)[route] ?? {};
const textsOf = (route: string) =>
  (texts.operations as Record<string, Record<'id' | 'tag' | 'summary' | 'description', string>>)[route];

namedSchema('Problem', problemSchema);

/** The OpenAPI document, made when first asked for: routes and zod schemas, with their texts and examples. */
@Injectable()
export class OpenApi {
  private app: INestApplication | null = null;
  private made: Promise<OpenAPIObject> | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  describe(app: INestApplication): void {
    this.app = app;
  }

  document(): Promise<OpenAPIObject> {
    if (!this.app) throw new Error('there is no application to describe');
    return (this.made ??= this.make(this.app));
  }

  private async make(app: INestApplication): Promise<OpenAPIObject> {
    const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    const frame = new DocumentBuilder()
      .setTitle('Qorzhyn')
      .setVersion('1')
      .setDescription(
        'Challenges of colleges and their live leaderboard. Every write may carry an `Idempotency-Key` and answers with the `position` it reached; hand that to a read as `atLeast` to see the write. Errors are problems (RFC 9457) with a stable `code`.',
      )
      .addCookieAuth(SESSION_COOKIE, {
        type: 'apiKey',
        in: 'cookie',
        name: SESSION_COOKIE,
        description: `Over https its name is ${SECURE_SESSION_COOKIE}.`,
      })
      .build();
    const document = SwaggerModule.createDocument(app, frame, {
      operationIdFactory: (type, method) => `${type}.${method}`,
    });
    document.components = {
      ...document.components,
      schemas: { ...document.components?.schemas, ...namedSchemas() },
    };
    document.tags = texts.tags;
    document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !isPage(path)));
    const metadata = this.metadata();
    for (const [path, item] of Object.entries(document.paths)) {
      // The text of PATCH explains it.
      delete item.head;
      for (const method of methods) {
        const operation = item[method];
        if (operation) fillIn(operation, `${method.toUpperCase()} ${path}`, metadata.get(operation.operationId ?? ''));
      }
    }
    return document;
  }

  /** Metadata of each route, by `Controller.method`. */
  private metadata(): Map<string, RouteMetadata> {
    const found = new Map<string, RouteMetadata>();
    for (const { metatype } of this.discovery.getControllers()) {
      const prototype = metatype?.prototype as Record<string, () => unknown> | undefined;
      if (!metatype || !prototype) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name]!;
        const response = this.reflector.get<ResponseSchema | undefined>(RESPONSE_SCHEMA, handler);
        const allowed = this.reflector.getAllAndOverride(Allow, [handler, metatype]) ?? [];
        const isConfirmed = this.reflector.getAllAndOverride(Confirmed, [handler, metatype]) === true;
        found.set(`${metatype.name}.${name}`, { response, allowed, isConfirmed });
      }
    }
    return found;
  }
}

@Controller('api/openapi.json')
@Allow(['anyone'])
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @ApiResponseSchema(z.record(z.string(), z.unknown()))
  @Get()
  document() {
    return this.openApi.document();
  }
}

const isPage = (path: string): boolean => !path.startsWith('/api/') || path.startsWith('/api/docs');

function fillIn(
  operation: Operation,
  route: string,
  { response, allowed, isConfirmed }: RouteMetadata = { response: undefined, allowed: [], isConfirmed: false },
): void {
  const text = textsOf(route);
  const example = exampleOf(route);
  if (text) {
    const { id, tag, summary, description } = text;
    Object.assign(operation, {
      operationId: id,
      tags: [tag],
      summary,
      description: `${description}\n\n${allowedText(allowed)}${isConfirmed ? CONFIRMED : ''}`,
    });
  }
  operation.security = allowed.includes('anyone') ? [{}, { qorzhyn_session: [] }] : [{ qorzhyn_session: [] }];
  addParameters(operation, route, example);
  const body = (operation.requestBody as { content?: Record<string, object> } | undefined)?.content?.[
    'application/json'
  ];
  if (body && example.request !== undefined) Object.assign(body, { example: example.request });
  addResponses(operation, response, example);
}

const CONFIRMED =
  ' Needs the password again (403 `PASSWORD_AGAIN`) unless the session entered it within QORZHYN_CONFIRM_MINUTES: see `POST /api/session/confirm`.';

function allowedText(allowed: readonly string[]): string {
  if (allowed.includes('anyone')) return 'Allowed: everybody.';
  return `Allowed: ${allowed.includes('signed-in') ? 'everybody who is signed in' : allowed.join(', ')}.`;
}

/** A parameter of one area has its own text under `area.name`. */
function addParameters(operation: Operation, route: string, { parameters = {} }: Example): void {
  const [method, path = ''] = route.split(' ');
  const area = path.split('/')[2] ?? '';
  const list = path.split('/').at(-1) ?? '';
  const known = texts.parameters as Record<string, string>;
  if (method !== 'GET') {
    const schema = { type: 'string', maxLength: 200 } as const;
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'Idempotency-Key', in: 'header', required: false, schema },
    ];
  }
  for (const parameter of operation.parameters ?? []) {
    if (!('name' in parameter)) continue;
    const { name } = parameter;
    const given = parameters[name];
    const own =
      parameter.in === 'query' ? known[`${list}.${name}`] : name === 'collegeId' ? known.collegeId : undefined;
    const description = own ?? known[`${area}.${name}`] ?? known[name];
    Object.assign(parameter, { description, ...(given === undefined ? {} : { example: given }) });
  }
}

function addResponses(
  operation: Operation,
  response: ResponseSchema | undefined,
  { response: example }: Example,
): void {
  if (response) {
    const { schema, type = 'application/json', statuses = Object.keys(operation.responses) } = response;
    const content = schema && {
      content: { [type]: { schema: toOpenApiSchema(schema), ...(example === undefined ? {} : { example }) } },
    };
    const description = schema?.description ?? 'Done';
    operation.responses = Object.fromEntries(statuses.map((status) => [status, { description, ...content }]));
  }
  operation.responses.default = {
    description: 'A problem (RFC 9457) in the reader’s language',
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: exampleOf('problem').response,
      },
    },
  };
}
