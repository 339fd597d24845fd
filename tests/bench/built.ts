/** A file of the built server: its decorators are not JavaScript before it is built. */
export const built = <Source>(file: string): Promise<Source> =>
  import(new URL(`../../apps/server/dist/${file}.js`, import.meta.url).href) as Promise<Source>;
