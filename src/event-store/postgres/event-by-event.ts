import type { StoredEvent } from '../event-store.js';

/**
 * Pages as a stream of their events. A generator inside a generator would cost a history of a million events more than reading it: here an
 * event that is at hand costs one promise.
 */
export function eventByEvent(open: () => AsyncGenerator<StoredEvent[]>): AsyncIterable<StoredEvent> {
  return {
    [Symbol.asyncIterator](): AsyncIterator<StoredEvent> {
      const pages = open();
      let page: StoredEvent[] = [];
      let index = 0;
      const turn = async (): Promise<IteratorResult<StoredEvent>> => {
        for (;;) {
          const found = await pages.next();
          if (found.done) return { value: undefined, done: true };
          [page, index] = [found.value, 0];
          if (page.length > 0) return { value: page[index++]!, done: false };
        }
      };
      return {
        next: () => (index < page.length ? Promise.resolve({ value: page[index++]!, done: false }) : turn()),
        return: async () => {
          await pages.return(undefined);
          return { value: undefined, done: true };
        },
      };
    },
  };
}
