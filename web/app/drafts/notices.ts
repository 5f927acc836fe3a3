/* oxlint-disable unicorn/require-post-message-target-origin -- a channel has no origin */
/** Words between the tabs and the service worker about drafts on this device. */
export type Notice =
  | { kind: 'changed'; draftId: string }
  /** Bytes of a file that are on their way now. */
  | { kind: 'progress'; draftId: string; fileId: string; sentBytes: number }
  /** A sender works on this draft; `isOver` when it paused or ended. */
  | { kind: 'under-way'; draftId: string; isOver: boolean }
  /** Somebody asks for a pass of the outbox. */
  | { kind: 'wanted' }
  /** The holder of the lock is awake. */
  | { kind: 'alive' };

const channel = new BroadcastChannel('qorzhyn-drafts');
const listeners = new Set<(notice: Notice) => void>();
channel.addEventListener('message', ({ data }: MessageEvent<Notice>) => {
  for (const listener of listeners) listener(data);
});

/** A channel does not deliver to its own tab, so listeners here are called directly. */
export function tell(notice: Notice): void {
  channel.postMessage(notice);
  for (const listener of listeners) listener(notice);
}

export const tellChanged = (draftId: string): void => tell({ kind: 'changed', draftId });

export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
