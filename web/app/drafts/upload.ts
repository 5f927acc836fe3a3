import { DetailedError, type HttpStack, Upload } from 'tus-js-client';
import { ApiProblem, NoAnswer } from '../data/api.js';

/** A part that a proxy buffers is lost at a cut, so parts are small. */
const PART_BYTES = 256 * 1024;
/** A request that moves no byte for so long leads nowhere. */
const STALL_MS = 20_000;

export interface UploadHooks {
  onUrl(url: string): void;
  /** Bytes that left this program; some of them wait in the device. */
  onProgress(sentBytes: number): void;
  /** Bytes that the server has for certain. */
  onAccepted(bytes: number): void;
  signal: AbortSignal;
}

/** Sends the rest of a file: the server says how much it has. Throws ApiProblem or NoAnswer. */
export type UploadFile = (id: string, data: Blob, uploadUrl: string | null, hooks: UploadHooks) => Promise<void>;

/** `httpStack`: workers have no XMLHttpRequest. */
export function uploadFile(
  id: string,
  data: Blob,
  uploadUrl: string | null,
  hooks: UploadHooks,
  httpStack?: HttpStack,
): Promise<void> {
  const { signal } = hooks;
  return new Promise((done, fail) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isMoving = false;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => {
      void upload.abort();
      end(() => fail(new NoAnswer('the upload stalled or was stopped')));
    };
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, STALL_MS);
    };
    const upload = new Upload(data, {
      endpoint: new URL('/api/uploads', location.origin).href,
      uploadUrl,
      metadata: { id },
      chunkSize: PART_BYTES,
      // The outbox decides when to try again, and its store remembers the address.
      retryDelays: null,
      storeFingerprintForResuming: false,
      headers: { accept: 'application/json' },
      ...(httpStack && { httpStack }),
      onUploadUrlAvailable: () => upload.url && hooks.onUrl(upload.url),
      onProgress: (sent) => {
        moved();
        // The first figure is the place where the server says that it continues.
        if (!isMoving) hooks.onAccepted(sent);
        isMoving = true;
        hooks.onProgress(sent);
      },
      onChunkComplete: (_, accepted) => hooks.onAccepted(accepted),
      onAfterResponse: moved,
      onError: (error) => end(() => fail(problemOf(error))),
      onSuccess: () => end(done),
    });
    signal.addEventListener('abort', stop);
    moved();
    if (signal.aborted) stop();
    else upload.start();
  });
}

function problemOf(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return new NoAnswer('the upload was cut', { cause: error });
  try {
    const body = JSON.parse(response.getBody()) as ApiProblem['body'];
    if (typeof body.code === 'string') return new ApiProblem(response.getStatus(), body);
  } catch {
    // Not the server's words: a proxy answered.
  }
  return new NoAnswer(`status ${response.getStatus()}`, { cause: error });
}
