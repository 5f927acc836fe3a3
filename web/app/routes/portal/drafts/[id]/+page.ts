import { openDrafts, type PortalData } from '../../../../drafts/open-page.js';

export const load = ({ parent }: { parent: () => Promise<PortalData> }) => openDrafts(parent());
