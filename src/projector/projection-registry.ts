import type { ProjectionDefinition } from './runner.js';

/** All projections that the engine keeps up to date. Features add theirs before the server starts. */
export class ProjectionRegistry {
  private readonly factories = new Map<string, ProjectionDefinition>();

  /** Throws when the name is taken. */
  add(factory: ProjectionDefinition): this {
    if (this.factories.has(factory.name)) throw new Error(`two projections are called ${factory.name}`);
    this.factories.set(factory.name, factory);
    return this;
  }

  get(name: string): ProjectionDefinition | undefined {
    return this.factories.get(name);
  }

  all(): ProjectionDefinition[] {
    return [...this.factories.values()];
  }
}
