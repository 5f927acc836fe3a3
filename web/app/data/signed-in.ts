import { session, type Viewer } from './session.svelte.js';

/** The person of a page. Without a network it is the last one who signed in on this device. */
export async function signedIn(url: URL): Promise<Viewer> {
  const viewer = await session.open();
  if (viewer) return viewer;
  // The sign-in is a page of the server, so this leaves the application.
  location.href = `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;
  return new Promise(() => undefined);
}
