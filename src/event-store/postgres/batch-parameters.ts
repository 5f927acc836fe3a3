import { integerArray, textArray, uuidArray } from './binary-arrays.js';
import type { KnownHeads } from './known-heads.js';
import type { ValidEvent } from '../validate-append.js';
import type { PreparedAppend } from './prepare-append.js';

/** What history.append_batch takes. A stream that begins is never unsure: its first revision is unique. */
export function batchParameters(batch: readonly PreparedAppend[], known: KnownHeads): (Buffer | null)[] {
  const places = new Map<string, number>();
  const streamExpected: number[] = [];
  const heads: number[] = [];
  const unsure: number[] = [];
  const request = { stream: [] as number[], first: [] as number[] };
  const event = { request: [] as number[], stream: [] as string[], revision: [] as number[] };
  const events: ValidEvent[] = [];
  let followOn = true;
  for (const [index, { stream, expected, events: added }] of batch.entries()) {
    let place = places.get(stream);
    if (place === undefined) {
      place = places.size + 1;
      places.set(stream, place);
      heads.push(expected);
      streamExpected.push(expected);
      if (expected >= 0 && !known.isAt(stream, expected)) unsure.push(place);
    }
    let revision = expected;
    if (heads[place - 1] !== revision) followOn = false;
    request.stream.push(place);
    request.first.push(events.length + 1);
    for (const one of added) {
      events.push(one);
      event.request.push(index + 1);
      event.stream.push(stream);
      event.revision.push(++revision);
    }
    heads[place - 1] = revision;
  }
  return [
    textArray([...places.keys()]),
    followOn ? integerArray(streamExpected) : null,
    integerArray(unsure),
    integerArray(request.stream),
    integerArray(batch.map(({ expected }) => expected)),
    integerArray(request.first),
    integerArray(batch.map(({ events: { length } }) => length)),
    integerArray(event.request),
    textArray(event.stream),
    integerArray(event.revision),
    uuidArray(events.map(({ id }) => id)),
    textArray(events.map(({ type }) => type)),
    textArray(events.map(({ data }) => data)),
    textArray(events.map(({ metadata }) => metadata)),
  ];
}
