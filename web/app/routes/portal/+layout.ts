import { signedIn } from '../../data/signed-in.js';

export const load = async ({ url }: { url: URL }) => {
  const viewer = await signedIn(url);
  if (viewer.role !== 'coordinator') {
    // The console is a page of the server.
    location.href = '/console';
    await new Promise(() => undefined);
  }
  return { viewer };
};
