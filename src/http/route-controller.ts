import { applyDecorators, Controller, HttpCode, Param, RequestMapping, RequestMethod } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../event-store/command-context.js';
import { id, type Role } from '../events/values.js';
import { Allow, Confirmed, CurrentViewer, type NeedsPassword, RequestContext, type Viewer } from './access.js';
import { ApiResponseSchema } from './openapi/api-response-schema.js';

export type Allowed = readonly (Role | 'anyone' | 'signed-in')[];

export interface RouteOptions<Who extends Allowed> {
  allow: Who;
  response: z.ZodType;
  /** The password is needed again, unless it was entered a short while ago; a function says for which requests. */
  confirmed?: NeedsPassword;
  /** Status of a success; 200 when absent. */
  status?: number;
  /** Schemas of the path parameters that are not an `id`. */
  params?: Readonly<Record<string, z.ZodType>>;
  /** More decorators of the route, such as `Header(...)`. */
  decorators?: readonly MethodDecorator[];
}

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The path parameters by name, the caller, and the context of a command. */
export type RouteRequest<Path extends string, Who extends Allowed> = Readonly<Record<NamesIn<Path>, string>> & {
  viewer: 'anyone' extends Who[number] ? Viewer | null : Viewer;
  context: CommandContext;
};

/**
 * Base class of a controller with one route, such as `POST api/actions/:id/approve`. `inputs` decorate the parameters that
 * receive the body and the query; undefined = the route does not take it.
 */
export function RouteController<Path extends string, Who extends Allowed, Inputs extends readonly unknown[]>(
  route: Path,
  { allow, response, confirmed, status = 200, params = {}, decorators = [] }: RouteOptions<Who>,
  ...inputs: readonly (ParameterDecorator | undefined)[]
): abstract new () => RouteBase<Path, Who, Inputs> {
  const [method, path = ''] = route.split(' ');
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);

  abstract class Route implements RouteBase<Path, Who, Inputs> {
    handle(viewer: Viewer | null, context: CommandContext, ...values: unknown[]): unknown {
      const named = Object.fromEntries(names.map((name, index) => [name, values[index]]));
      const given = values.slice(names.length, names.length + inputs.length) as unknown as Inputs;
      return this.answer({ ...named, viewer, context } as RouteRequest<Path, Who>, ...given);
    }

    abstract answer(request: RouteRequest<Path, Who>, ...given: Inputs): unknown;
  }

  const { prototype } = Route;
  Controller(path)(Route);
  applyDecorators(
    ApiResponseSchema(response),
    RequestMapping({ path: '', method: RequestMethod[method as 'GET' | 'POST' | 'PUT' | 'DELETE'] }),
    HttpCode(status),
    Allow(allow),
    ...(confirmed ? [Confirmed(confirmed)] : []),
    ...decorators,
  )(prototype, 'handle', Object.getOwnPropertyDescriptor(prototype, 'handle')!);
  const parameters = [
    CurrentViewer(),
    RequestContext(),
    ...names.map((name) => Param(name, { schema: params[name] ?? id })),
    ...inputs,
  ];
  // The OpenAPI document lists parameters in the opposite order.
  parameters.reduceRight((_, decorate, index) => decorate?.(prototype, 'handle', index), undefined as void);
  // Nest reads the types of parameters here; TypeScript writes them only for decorators in the source.
  Reflect.defineMetadata(
    'design:paramtypes',
    [Object, Object, ...names.map(() => String), ...inputs.map(() => Object)],
    prototype,
    'handle',
  );
  return Route;
}

interface RouteBase<Path extends string, Who extends Allowed, Inputs extends readonly unknown[]> {
  answer(request: RouteRequest<Path, Who>, ...given: Inputs): unknown;
}
