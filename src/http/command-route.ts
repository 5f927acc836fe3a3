import { Body, Injectable, type Type } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Allowed, RouteController, type RouteOptions, type RouteRequest } from './route-controller.js';

/** Base class of a controller whose one route executes a command. */
export function CommandRoute<const Path extends string, const Who extends Allowed, Input>(
  route: Path,
  { body, ...options }: RouteOptions<Who> & { body?: z.ZodType<Input> },
  toCommand: (request: RouteRequest<Path, Who> & { body: Input }) => Command<unknown>,
): Type<object> {
  @Injectable()
  class CommandController extends RouteController<Path, Who, Input>(route, options, body && Body({ schema: body })) {
    constructor(private readonly commands: CommandBus) {
      super();
    }

    override answer(request: RouteRequest<Path, Who>, input: Input): Promise<unknown> {
      return this.commands.execute(toCommand({ ...request, body: input }));
    }
  }
  return CommandController;
}
