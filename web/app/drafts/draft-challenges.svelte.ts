import { createQuery } from '@tanstack/svelte-query';
import { createKinds, kindTitles } from '../data/kinds.js';
import { reportChallenges } from '../data/report-answers.js';
import { draftWords } from '../words/drafts.js';
import { language } from '../words/language.svelte.js';
import type { Draft } from './draft.js';

/** Facts about the challenges of drafts. The portal loads those of the form at its start, so they are there without a network. */
export function createDraftChallenges() {
  const open = createQuery(() => reportChallenges());
  const all = createKinds();
  return {
    of: ({ challengeId }: Pick<Draft, 'challengeId'>) => open.data?.find(({ id }) => id === challengeId),
    /** The name of the kind in the reader's language. */
    titleOf({ challengeId, kind }: Pick<Draft, 'challengeId' | 'kind'>): string {
      if (kind === null) return draftWords.t('noKind');
      const titles = this.of({ challengeId })?.rules?.kinds[kind]?.titles;
      return (titles ?? kindTitles(all.data, challengeId, kind))[language.locale];
    },
  };
}
