import { auditTrailProjection } from '../../projections/audit-trail/audit-trail.projection.js';
import { collegeJournalProjection } from '../../projections/college-journal/college-journal.projection.js';
import type { EventNamed, Projection } from '../../projections/projection.js';
import { reviewQueueProjection } from '../../projections/review-queue/review-queue.projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { Parking, ProjectionRegistry } from '../../src/projector/runner.js';
import { ProjectionBus } from '../../src/projector/running-projection.js';
import { Projector } from '../../src/projector/projector.js';
import { ReadModel } from '../../src/projector/read-model.js';
import { rebuild } from '../../src/projector/rebuild.js';
import { verify } from '../../src/projector/verify.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, until } from './drill.js';
import { withoutProtection } from './without-protection.js';

const STUCK_MS = 2_000;
type Step = (document: unknown, event: EventNamed<'ActionApproved'>) => object | null;

/** Every projection that has a step for an approval. */
const projections = (
  [auditTrailProjection, reviewQueueProjection, collegeJournalProjection, standingsProjection] as Projection<unknown>[]
).filter(({ when }) => when.ActionApproved);

/** Runs something while the step of a projection throws at the approval of one action. */
function whileThrowing<Result>({ when }: Projection<unknown>, action: string, run: () => Promise<Result>) {
  const own = when.ActionApproved as Step;
  const throwing: Step = (document, event) => {
    if (event.data.actionId === action) throw new TypeError('a fault of the program');
    return own(document, event);
  };
  return withoutProtection(when as { ActionApproved: Step }, 'ActionApproved', throwing, run);
}

/** A running challenge, and the projections that have parked one of its streams. */
class FailingProjections {
  readonly season: Season;
  readonly projector: Projector;
  private readonly readModel: ReadModel;

  constructor(private readonly server: TestApp) {
    this.season = new Season(server.store);
    this.projector = server.app.get(Projector);
    this.readModel = server.app.get(ReadModel);
  }

  async approved(action: string, college = 'dala'): Promise<void> {
    await this.season.submit(action, college);
    await this.season.approve(action, { trees: 1 });
  }

  projected(limitMs?: number): Promise<number> {
    const isThere = () => this.projector.status().position === this.season.position;
    return until('the projections', isThere, limitMs);
  }

  async waitingWith(action: string): Promise<string[]> {
    const parked = await this.readModel.parked();
    return parked.filter(({ stream }) => stream === `action-${action}`).map(({ projection }) => projection);
  }

  /** Rebuilds a projection, as `npm run rebuild` does beside a running server. */
  async rebuild(name: string): Promise<void> {
    await rebuild(this.server.app.get(ProjectionRegistry).get(name)!, this.server.store, this.readModel);
  }

  /** Projections whose documents are not what the history gives. */
  async differing(): Promise<number> {
    let differing = 0;
    for (const factory of this.server.app.get(ProjectionRegistry).all())
      if ((await verify(factory, this.server.store, this.readModel)).difference) differing += 1;
    return differing;
  }

  async scored(): Promise<number> {
    const { body } = await this.server.request('GET', `/api/challenges/${this.season.id}/standings`);
    return (body as { rows: { actions: number }[] }).rows.reduce((sum, row) => sum + row.actions, 0);
  }
}

export const failingHandler: Drill = {
  name: 'failing-handler',
  promise: 'a projection or a listener that throws stops no other, and a repaired program counts what was parked',
  target:
    'only the projection that throws parks streams; other listeners get every change; after a rebuild and the next event nothing is parked and verify agrees',
  quick: true,
  async run() {
    const server = await startTestApp({ env: await drillStore() });
    try {
      const world = new FailingProjections(server);
      await world.season.begin(['teniz', 'dala']);
      const doorbell = server.app.get(ProjectionBus);
      let [thrown, heard] = [0, 0];
      doorbell.subscribe(() => {
        thrown += 1;
        throw new TypeError('a fault of a listener');
      });
      doorbell.subscribe(() => void (heard += 1));

      let alone = 0;
      for (const projection of projections) {
        const action = `thrown-by-${projection.name}`;
        await whileThrowing(projection, action, async () => {
          await world.approved(action, 'teniz');
          await world.approved(`after-${projection.name}`);
          await world.projected();
        });
        if (String(await world.waitingWith(action)) === projection.name) alone += 1;
      }
      const waiting = world.projector.status().parked;
      const scoredBefore = await world.scored();
      for (const { name } of projections) await world.rebuild(name);
      // The server switches to rebuilt documents with its next write.
      await world.approved('next');
      await world.projected();
      await until('the end of the waiting', () => world.projector.status().state === 'live');
      const [scored, differing] = [await world.scored(), await world.differing()];

      const isStuck = await withoutProtection(
        Parking.prototype,
        'attempt',
        (_event, fold) => fold(),
        () =>
          whileThrowing(projections[0]!, 'without', async () => {
            await world.approved('without');
            return world.projected(STUCK_MS).then(
              () => false,
              () => true,
            );
          }),
      );
      const all = 2 * projections.length + 1;
      return {
        figure: `${alone} of ${projections.length} projections threw and parked alone (${waiting} streams), ${scoredBefore} of ${all - 1} actions scored meanwhile, ${scored} of ${all} after the rebuild and one more, ${differing} projections differ; ${thrown} errors of a listener, ${heard} notices received by the next one`,
        holds:
          alone === projections.length &&
          waiting === projections.length &&
          scoredBefore === all - 2 &&
          scored === all &&
          differing === 0 &&
          thrown > 0 &&
          heard === thrown,
        control: {
          kind: 'taken away',
          figure: `without parking one step that throws ${isStuck ? `stops all projections for ${STUCK_MS / 1000} s` : 'stops none'}`,
          fails: isStuck,
        },
      };
    } finally {
      await server.close();
    }
  },
};
