import { Body, Injectable, Query as QueryParameters, type Type } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Allowed, RouteController, type RouteOptions, type RouteRequest } from './route-controller.js';

interface Inputs<Input, Query> {
  body?: z.ZodType<Input>;
  query?: z.ZodType<Query>;
}

/** Base class of a controller whose one route executes a command. */
export function CommandRoute<const Path extends string, const Who extends Allowed, Input, Query>(
  route: Path,
  { body, query, ...options }: RouteOptions<Who> & Inputs<Input, Query>,
  toCommand: (request: RouteRequest<Path, Who> & { body: Input; query: Query }) => Command<unknown>,
): Type<object> {
  const inputs = [body && Body({ schema: body }), query && QueryParameters({ schema: query })];

  @Injectable()
  class CommandController extends RouteController<Path, Who, [Input, Query]>(route, options, ...inputs) {
    constructor(private readonly commands: CommandBus) {
      super();
    }

    override answer(request: RouteRequest<Path, Who>, input: Input, parameters: Query): Promise<unknown> {
      return this.commands.execute(toCommand({ ...request, body: input, query: parameters }));
    }
  }
  return CommandController;
}
