import { redirect } from '@sveltejs/kit';
import { session } from '../../data/session.svelte.js';

/** Without a network the person is the last one who signed in on this device. */
export const load = async ({ url }: { url: URL }) => {
  const viewer = await session.open();
  if (!viewer) {
    // The sign-in is a page of the server, so this leaves the application.
    location.href = `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;
    await new Promise(() => undefined);
  }
  if (viewer!.role !== 'coordinator') redirect(307, '/console');
  return { viewer: viewer! };
};
