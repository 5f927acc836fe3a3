import type { Bilingual, Case } from '../../src/pages/what-to-do/case.js';
import { labels, notes, parts, title } from '../../src/pages/what-to-do/what-to-do.js';

/** The page for organisers as a document of `docs/`. */
export function whatToDoMarkdown(language: keyof Bilingual): string {
  const lines = parts.flatMap((part) => [`## ${part.title[language]}`, ...part.cases.flatMap((one) => caseIn(one))]);
  return `${[`# ${title[language]}`, ...notes.map((note) => `- ${note[language]}`), ...lines].join('\n\n')}\n`;

  function caseIn({ title: name, see, steps, shown, back }: Case): string[] {
    return [
      `### ${name[language]}`,
      see[language],
      steps.map((step, index) => `${index + 1}. \`${step.route}\`\n   ${step[language]}`).join('\n'),
      `**${labels.shown[language]}:** ${shown[language]}`,
      `**${labels.back[language]}:** ${back[language]}`,
    ];
  }
}
