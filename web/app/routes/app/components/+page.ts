import { error } from '@sveltejs/kit';

/** The page is in builds for development only; others do not even contain it. */
export const load = async () => {
  if (!import.meta.env['VITE_COMPONENTS']) error(404);
  const { default: Components } = await import('./Components.svelte');
  return { Components };
};
