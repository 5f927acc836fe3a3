/** Code that a policy without inline code would block. Files of the server are no such code. */
export const inlineCode = (html: string): string[] =>
  [...html.matchAll(/<script\b[^>]*>|<style\b|\sstyle="|\son[a-z]+="/g)]
    .map(([found]) => found)
    .filter((found) => !/^<script type="module" src="\/assets\/[a-z-]+\.js">$/.test(found));
