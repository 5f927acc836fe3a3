/** The parts of a draft that its row shows. */
export interface DraftShown {
  id: string;
  shown: 'draft' | 'waiting' | 'sending' | 'refused' | 'received';
  purpose: { kind: 'report' } | { kind: 'answer' | 'revision'; actionId: string };
  files: readonly { state: string }[];
}

/** Files that are on the server. */
export const arrived = ({ files }: Pick<DraftShown, 'files'>): number =>
  files.filter(({ state }) => state === 'done' || state === 'checking').length;

/** Address where the person continues: an answer is on the page of its action. */
export function addressOf({ id, shown, purpose }: Pick<DraftShown, 'id' | 'shown' | 'purpose'>): string {
  if (shown !== 'draft') return `/portal/drafts/${id}`;
  return purpose.kind === 'answer' ? `/portal/actions/${purpose.actionId}` : `/portal/report?draft=${id}`;
}
