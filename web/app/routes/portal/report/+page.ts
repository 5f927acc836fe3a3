import { redirect } from '@sveltejs/kit';
import { drafts } from '../../../drafts/drafts.svelte.js';
import type { PortalData } from '../../../drafts/open-page.js';
import { queryClient } from '../../../data/queries.js';
import { reportedAction } from '../../../data/report-answers.js';
import { copyOf, purposeOf, revisionOf } from '../../../report/report-start.js';
import { language, openWords } from '../../../words/language.svelte.js';
import { metrics } from '../../../words/metrics.js';
import { report } from '../../../words/report.js';

/** `?draft=` opens a draft; `?copy=` and `?revise=` make one of an action and open it. */
export const load = async ({ parent, url }: { parent: () => Promise<PortalData>; url: URL }) => {
  const [{ viewer }] = await Promise.all([parent(), openWords(report, metrics)]);
  if (!viewer) return { draftId: null, isCopy: false, collegeId: '' };
  await drafts.open(viewer.accountId);
  const [copy, revise] = [url.searchParams.get('copy'), url.searchParams.get('revise')];
  if (copy !== null) redirect(307, `/portal/report?draft=${await copied(copy)}&from=copy`);
  if (revise !== null) {
    const draft = await revised(revise);
    redirect(307, draft === null ? `/portal/actions/${encodeURIComponent(revise)}` : `/portal/report?draft=${draft}`);
  }
  return {
    draftId: url.searchParams.get('draft'),
    isCopy: url.searchParams.get('from') === 'copy',
    collegeId: viewer.collegeId ?? '',
  };
};

async function copied(actionId: string): Promise<string> {
  const action = await queryClient.fetchQuery(reportedAction(actionId));
  const made = await drafts.create({ challengeId: action.challengeId, content: copyOf(action, language.locale) });
  return typeof made === 'string' ? '' : made.id;
}

/** The unsent changes of this action, or new ones; null = it takes none. */
async function revised(actionId: string): Promise<string | null> {
  const begun = drafts.list.find(
    ({ purpose, state }) => state !== 'received' && purpose.kind !== 'report' && purpose.actionId === actionId,
  );
  if (begun) return begun.id;
  const action = await queryClient.fetchQuery({ ...reportedAction(actionId), staleTime: 0 });
  const purpose = purposeOf(action);
  if (!purpose) return null;
  const content = revisionOf(action, language.locale);
  const made = await drafts.create({ challengeId: action.challengeId, purpose, content });
  return typeof made === 'string' ? null : made.id;
}
