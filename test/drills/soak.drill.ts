import { soak as work, type SoakFigures } from '../../bench/live.js';
import type { Drill } from './drill.js';
import { drillStore } from '../support/drill-store.js';
import { onLiveStage } from './live-stage.js';

const MEGABYTES_AN_HOUR = 1;
/** Smaller growth is within the chance between two collections. */
const TOLD_MEGABYTES = 0.5;
const FILES = 4;
/** An action, its decision, what it was before, its place in the log of the writer. */
const BYTES_AN_ACTION = 4_096;
const DEFAULT_MINUTES = 3;

/** Certain growth: the low end of the slope is above the limit and above chance. */
const grows = ({ megabytesAnHour, megabytes }: SoakFigures) =>
  megabytesAnHour.low > MEGABYTES_AN_HOUR && megabytes > TOLD_MEGABYTES;

/** The least growth, MB per hour, that a run of this length can detect. */
function precision({ seconds, megabytesAnHour: { middle, low } }: SoakFigures): number {
  return Math.max(MEGABYTES_AN_HOUR + middle - low, (TOLD_MEGABYTES * 3_600) / seconds);
}

function told({ seconds, samples, megabytes, megabytesAnHour: { middle, low, high } }: SoakFigures): string {
  const range = `${low.toFixed(1)} to ${high.toFixed(1)}`;
  return `${megabytes.toFixed(2)} MB in ${Math.round(seconds)} s, ${middle.toFixed(2)} MB an hour (95 %: ${range}, ${samples} samples)`;
}

export const soak: Drill = {
  name: 'soak',
  promise: 'a long-running server leaks neither memory nor open files',
  target: `with a history that does not grow, held memory < ${MEGABYTES_AN_HOUR} MB an hour as far as a run of this length can detect (its figure names the limit), open files ≤ ${FILES} more; an approved action ≤ ${BYTES_AN_ACTION} B`,
  quick: false,
  async run(_seed, smoke, minutes = DEFAULT_MINUTES) {
    const real = await onLiveStage(
      async (stage) => {
        await stage.open(smoke ? 50 : 500);
        return work(stage, smoke ? 60 : minutes * 60, smoke ? 250 : 1_000);
      },
      await drillStore(),
    );
    const leaking = await onLiveStage(async (stage) => {
      await stage.open(10);
      await stage.server.call('takeAway', { what: 'forgetting' });
      return work(stage, 10, 0);
    });
    const resident = `the resident set ${real.residentAnHour.middle.toFixed(1)} MB an hour`;
    const actions = `${Math.round(real.bytesAnAction)} B for each of ${real.actions} approved actions`;
    return {
      figure: `held ${told(real)}, growth above ${precision(real).toFixed(1)} MB an hour would be detected, ${resident}, open files ${real.files}; ${actions}`,
      holds: !grows(real) && real.files <= FILES && real.bytesAnAction <= BYTES_AN_ACTION,
      control: {
        kind: 'fault put in',
        figure: `200 KB leaked by every request: ${told(leaking)}`,
        fails: grows(leaking),
      },
    };
  },
};
