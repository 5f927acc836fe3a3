import type { Plugin } from 'vite';

/** The page that most people open, so its files are few and start to load with the first HTML. */
const HOME = ['routes/portal/(home)/+page', 'routes/portal/+layout', 'routes/+layout', 'routes/+error'];
const isHome = (id: string): boolean => HOME.some((route) => id.includes(`/web/app/${route}.`));
/** Words of the first page in one language. */
const WORDS = /\/web\/(?:app\/words\/(?:frame|home)|shared\/i18n\/(?:metrics|months))\.(kk|ru|en)\.ts$/;

type Locale = 'kk' | 'ru' | 'en';

/** The files of the first page; known after the build. */
export interface FirstPage {
  /** Tags for the head of its HTML. */
  tags(locale: Locale): string;
}

/** Joins the modules of the first page into one file, and its words into one file a language. */
export function firstPage(): Plugin & FirstPage {
  const files = { scripts: new Set<string>(), styles: new Set<string>() };
  const words = new Map<string, string>();
  return {
    name: 'first-page',
    applyToEnvironment: ({ name }) => name === 'client',
    outputOptions: (options) => ({
      ...options,
      codeSplitting: {
        groups: [
          { name: (id) => WORDS.exec(id)?.[1]?.replace(/^/, 'words-') ?? null, priority: 2 },
          { name: 'first', test: isHome, priority: 1 },
        ],
      },
    }),
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const chunkOf = (file: string) => chunks.find(({ fileName }) => fileName === file)!;
      const take = (file: string): void => {
        if (files.scripts.has(file)) return;
        files.scripts.add(file);
        const { imports, viteMetadata } = chunkOf(file);
        viteMetadata?.importedCss.forEach((css) => files.styles.add(css));
        imports.forEach(take);
      };
      for (const one of Object.values(bundle))
        // A slow network must not hide the words until the fonts are there.
        if (one.type === 'asset' && one.fileName.endsWith('.css'))
          one.source = String(one.source).replaceAll(/font-display:\s*block/g, 'font-display:swap');
      for (const { fileName, moduleIds, isEntry, dynamicImports } of chunks) {
        const isNode = moduleIds.some((id) => this.getModuleInfo(id)?.importedIds.some(isHome));
        if (isEntry && (isNode || /\/entry\/app\./.test(fileName))) take(fileName);
        // The start of SvelteKit is a file of its own.
        if (/\/entry\/start\./.test(fileName)) [fileName, ...dynamicImports].forEach(take);
        const locale = moduleIds.map((id) => WORDS.exec(id)?.[1]).find((found) => found !== undefined);
        if (locale) words.set(locale, fileName);
      }
    },
    tags(locale) {
      if (files.scripts.size === 0 || !words.has(locale)) throw new Error('the build has no first page');
      const link = (rel: string, file: string, more = '') => `<link rel="${rel}" href="/${file}"${more}>`;
      return [
        // Answers travel while the scripts do.
        ...['api/session', 'api/home'].map((path) => link('preload', path, ' as="fetch" crossorigin')),
        ...[...files.styles].map((file) => link('stylesheet', file)),
        ...[...files.scripts, words.get(locale)!].map((file) => link('modulepreload', file)),
      ].join('\n');
    },
  };
}
