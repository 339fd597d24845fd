import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../packages/i18n/messages');

/** Every English message as a form of a whole text, with its key; those that are the same in Chinese, or nearly all placeholder, are none. */
export function englishForms(): { key: string; form: RegExp }[] {
  return readdirSync(folder).flatMap((feature) => {
    const [en, zh] = ['en.json', 'zh-CN.json'].map((file) => messages(path.join(folder, feature, file)));
    return Object.entries(en!).flatMap(([key, message]) => {
      const chinese = sentences(zh![key]);
      return sentences(message)
        .filter((text) => !chinese.includes(text) && /[A-Za-z]{2}/.test(text.replace(/\{\w+\}/g, '')))
        .map((text) => ({ key, form: formOf(text) }));
    });
  });
}

/** What stands in for a placeholder: what people wrote is not taken for a message that it resembles. */
const fillings: Readonly<Record<string, string>> = { version: 'v[\\d.]+', number: '[\\w-]+', key: 'T-\\w+' };
const counted = /^(n|m|of|day|people|opened|here|percent|page|count|replies|files|notes|done|total)$/;

function formOf(text: string): RegExp {
  const parts = text.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return counted.test(part) ? '[\\d.,]+' : (fillings[part] ?? '.{1,60}');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

/** Everything that a reader of the page sees or hears, save what people wrote: in a language that is named, or in a file. */
export function readable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const language = document.documentElement.lang;
    const own = (element: Element) =>
      element.closest('[lang]')?.getAttribute('lang') === language && !element.parentElement?.closest('[data-page]');
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.parentElement && shown(node.parentElement) && own(node.parentElement))
        texts.push(node.textContent ?? '');
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (!own(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
    }
    return [...new Set([document.title, ...texts].map((text) => text.replace(/\s+/g, ' ').trim()))].filter(
      (text) => text !== '',
    );
  });
}

function messages(file: string): Record<string, unknown> {
  const { $schema: _, ...texts } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return texts;
}

/** Every form of a message: a plain one has one, a plural one several. */
function sentences(message: unknown): string[] {
  if (typeof message === 'string') return [message.trim()];
  if (Array.isArray(message)) return message.flatMap(sentences);
  return Object.values((message as { match?: Record<string, unknown> } | undefined)?.match ?? {}).flatMap(sentences);
}
