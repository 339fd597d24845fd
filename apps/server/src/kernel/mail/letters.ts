import { m } from '@crossflow/i18n';

/** A letter in its receiver's language. It names no content of a program: the link leads behind the wall. */
export function write({
  template,
  locale,
  values,
}: {
  template: string;
  locale: string;
  values: Record<string, string>;
}): { subject: string; text: string } {
  const language = { locale: locale === 'zh-CN' ? 'zh-CN' : 'en' } as const;
  const { name = '', url = '' } = values;
  if (template === 'reset-password')
    return { subject: m.mail_reset_subject({}, language), text: m.mail_reset_text({ name, url }, language) };
  throw new Error(`no letter ${template}`);
}
