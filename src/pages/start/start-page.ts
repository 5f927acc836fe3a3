import type { ChallengeDetails } from '../../challenges/challenges.contract.js';
import type { Role } from '../../events/values.js';
import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';
import { counted, dayIn, type StartWords, words } from './start-words.js';

/** Facts about the season that is being prepared. */
export interface SeasonFacts {
  colleges: number;
  withoutEnrolment: number;
  /** All that are not final. */
  challenges: readonly ChallengeDetails[];
  reviewers: number;
  coordinators: number;
}

interface Step {
  title: string;
  /** Markup, one paragraph each. */
  notes: string[];
  isDone: boolean;
  /** Requests and commands that do it. */
  how: string[];
}

/** The steps to a running season for an organiser, with the next one marked. */
export function seasonPage(facts: SeasonFacts, language: Language): string {
  const say = words[language];
  const steps = stepsOf(facts, language);
  const next = steps.findIndex(({ isDone }) => !isDone);
  const item = ({ title, notes, isDone, how }: Step, index: number): string => {
    const state = isDone ? 'done' : index === next ? 'todo' : 'later';
    const requests = how.map((one) => `<code>${one}</code>`).join(' ');
    return `<li class="step is-${state}"><div><h2>${title}</h2>${notes.map((note) => `<p>${note}</p>`).join('')}${
      requests ? `<p class="step__how">${say.by} ${requests}</p>` : ''
    }</div><p class="step__state">${say[state]}</p></li>`;
  };
  return frame(
    say,
    language,
    '/console',
    say.title,
    `<p>${say.lead}</p>\n<ol class="steps">${steps.map(item).join('\n')}</ol>\n<p>${say.interface}</p>`,
  );
}

/** For the roles whose own pages do not exist yet. */
export const rolePage = (role: Role, language: Language): string =>
  frame(
    words[language],
    language,
    role === 'coordinator' ? '/portal' : '/console',
    words[language].roleTitle,
    `<p>${words[language].role[role] ?? ''}</p>\n<p>${words[language].interface}</p>`,
  );

function stepsOf(facts: SeasonFacts, language: Language): Step[] {
  const say = words[language];
  const { challenges, colleges, withoutEnrolment, reviewers, coordinators } = facts;
  const of = (text: (challenge: ChallengeDetails) => string): string[] =>
    challenges.map((one) => `<b>${escapeHtml(one.titles[language])}</b>: ${text(one)}`);
  const states = {
    announced: (one: ChallengeDetails) => say.announced.replace('{day}', dayIn(one.opensOn, language)),
    open: () => say.opened,
    closed: () => say.closed,
    final: () => say.closed,
  };
  const screens = challenges.map(
    ({ id, titles }) => `<a href="/screen/${id}">${escapeHtml(titles[language])}: /screen/${id}</a>`,
  );
  return [
    {
      title: say.colleges,
      notes: [
        colleges > 0 ? counted(say.registered, colleges, language) : say.collegesTodo,
        ...(withoutEnrolment > 0 ? [counted(say.withoutEnrolment, withoutEnrolment, language)] : []),
      ],
      isDone: colleges > withoutEnrolment,
      how: ['npm run import -- --kind roster', 'POST /api/colleges', 'POST /api/colleges/{id}/enrolments'],
    },
    {
      title: say.challenge,
      notes: challenges.length > 0 ? of(({ season }) => escapeHtml(season[language])) : [say.challengeTodo],
      isDone: challenges.length > 0,
      how: ['POST /api/challenges'],
    },
    {
      title: say.rules,
      notes: [
        say.rulesTodo,
        ...of(({ rulebookVersion: n }) => (n > 0 ? say.version.replace('{n}', String(n)) : '–')),
        say.rulesOpen,
      ],
      isDone: challenges.length > 0 && challenges.every(({ rulebookVersion }) => rulebookVersion > 0),
      how: ['POST /api/challenges/{id}/rulebooks'],
    },
    {
      title: say.people,
      notes: [
        say.peopleTodo,
        `${counted(say.reviewers, reviewers, language)}, ${counted(say.coordinators, coordinators, language)}.`,
      ],
      isDone: reviewers > 0 && coordinators > 0,
      how: ['POST /api/invitations'],
    },
    {
      title: say.open,
      notes: [say.openTodo, ...of((one) => states[one.state](one))],
      isDone: challenges.length > 0 && challenges.every(({ state }) => state !== 'announced'),
      how: ['POST /api/challenges/{id}/open'],
    },
    { title: say.screen, notes: [say.screenTodo, ...screens], isDone: false, how: [] },
  ];
}

function frame(say: StartWords, language: Language, path: string, title: string, content: string): string {
  return plainPage({
    language,
    title,
    path,
    isWide: true,
    aside: `<form class="bar__out" method="post" action="/sign-out?lang=${language}"><button>${say.signOut}</button></form>`,
    content: `<h1>${title}</h1>\n${content}
<p class="buttons"><a class="button" href="/api/docs">${say.docs}</a><a class="button button--quiet" href="/?lang=${language}">${say.boards}</a></p>`,
  });
}
