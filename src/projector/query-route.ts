import { Injectable, Query as QueryParameters, type Type } from '@nestjs/common';
import { type Query, QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Allowed, RouteController, type RouteOptions, type RouteRequest } from '../http/route-controller.js';
import { ReadYourWrites } from './projector.js';

const position = z.object({ atLeast: z.string().max(50).optional() });

/** Base class of a controller whose one route executes a query, once readers see the position `atLeast`. */
export function QueryRoute<
  const Path extends string,
  const Who extends Allowed,
  Shape extends z.ZodRawShape = Record<never, never>,
>(
  route: Path,
  { query, ...options }: RouteOptions<Who> & { query?: Shape },
  toQuery: (request: RouteRequest<Path, Who> & { query: z.infer<z.ZodObject<Shape>> }) => Query<unknown>,
): Type<object> {
  type Input = z.infer<typeof position> & z.infer<z.ZodObject<Shape>>;
  const schema = z.object({ ...query, ...position.shape });

  @Injectable()
  class QueryController extends RouteController<Path, Who, [Input]>(route, options, QueryParameters({ schema })) {
    constructor(
      private readonly queries: QueryBus,
      private readonly readYourWrites: ReadYourWrites,
    ) {
      super();
    }

    override async answer(request: RouteRequest<Path, Who>, { atLeast, ...rest }: Input): Promise<unknown> {
      await this.readYourWrites.waitFor(atLeast);
      return this.queries.execute(toQuery({ ...request, query: rest as z.infer<z.ZodObject<Shape>> }));
    }
  }
  return QueryController;
}
