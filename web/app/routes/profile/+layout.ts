import { redirect } from '@sveltejs/kit';
import { signedIn } from '../../data/signed-in.js';

/** Coordinators have the same page inside their portal. */
export const load = async ({ url }: { url: URL }) => {
  const viewer = await signedIn(url);
  if (viewer.role === 'coordinator') redirect(307, '/portal/profile');
  return { viewer };
};
