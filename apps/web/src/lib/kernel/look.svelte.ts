import { fetchChinese, nearestLocale, overwriteGetLocale, type Locale } from '@crossflow/i18n';
import { keepHere } from './keep-here.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'normal' | 'comfortable';
export type RailWidth = 'open' | 'folded';

interface Chosen {
  theme?: Theme;
  density?: Density;
  locale?: Locale;
  shortcuts?: boolean;
  rail?: RailWidth;
}
const KEPT_AS = 'crossflow.look';

/**
 * Language, theme, density and single-key shortcuts: the person's setting, else this device's, else the browser's. How wide the
 * navigation is belongs to the device alone, as its window does.
 */
class Look {
  locale = $state<Locale>('en');
  theme = $state<Theme>('system');
  density = $state<Density>('normal');
  shortcuts = $state(true);
  rail = $state<RailWidth>('open');
  /** The person's own zone; the device's where none is set. */
  timeZone = $state<string | undefined>(undefined);
  /** How many parts of the Chinese sentences are here: they are fetched for whoever reads them. */
  #parts = $state(0);
  #words: { readonly first: Promise<void>; readonly rest: Promise<void> } | null = null;

  constructor() {
    const { locale, theme, density, shortcuts, rail } = kept();
    this.locale = locale ?? nearestLocale(navigator.languages);
    this.theme = theme ?? 'system';
    this.density = density ?? 'normal';
    this.shortcuts = shortcuts ?? true;
    this.rail = rail ?? 'open';
    overwriteGetLocale(() => (this.#parts === 0 ? 'en' : this.locale));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#paint());
    this.#paint();
  }

  /** Done when the shell and the list of tickets can be read in this language. */
  async firstWords(): Promise<void> {
    if (this.locale === 'zh-CN') await this.#fetchWords().first;
  }
  /** Done when everything can. */
  async allWords(): Promise<void> {
    if (this.locale !== 'zh-CN') return;
    const { first, rest } = this.#fetchWords();
    await Promise.all([first, rest]);
  }

  /** Changes what is given; app.html reads the same key before the first paint. */
  set(chosen: Chosen): void {
    Object.assign(this, chosen);
    const { locale, theme, density, shortcuts, rail } = this;
    keepHere(KEPT_AS, JSON.stringify({ locale, theme, density, shortcuts, rail }));
    void this.allWords().catch(() => undefined);
    this.#paint();
  }

  #fetchWords() {
    const part = async (name: 'first' | 'rest') => {
      await fetchChinese(name);
      this.#parts += 1;
    };
    this.#words ??= { first: part('first'), rest: part('rest') };
    this.#words.first.catch(() => (this.#words = null));
    this.#words.rest.catch(() => (this.#words = null));
    return this.#words;
  }

  #paint(): void {
    const dark =
      this.theme === 'dark' || (this.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
    const root = document.documentElement;
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.density = this.density;
    root.dataset.rail = this.rail;
    root.lang = this.locale;
  }
}

export const look = new Look();

/** The name a reader of this language expects; the other script stays available beside it. */
export const inLanguage = (name: string, nameZh: string | null): string =>
  look.locale === 'zh-CN' ? (nameZh ?? name) : name;

function kept(): Chosen {
  try {
    return (JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') ?? {}) as Chosen;
  } catch {
    return {};
  }
}
