import type { AudienceSlot, AudienceView } from '../src/index.ts';

const companies = [
  { partyId: 'exemplis', kind: 'sponsor', monogram: 'E', name: 'Exemplis' },
  { partyId: 'shili', kind: 'licensee', monogram: 'S', name: 'Shili' },
  { partyId: 'yangben', kind: 'cdmo', monogram: 'Y', name: 'Yangben' },
] as const;

type Letter = 'E' | 'S' | 'Y';

const list = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The audience of the letters given, as the company `own` sees it. */
export function seenBy(letters: string, own: Letter = 'E'): AudienceView {
  const slots: AudienceSlot[] = companies.map((company) => ({
    ...company,
    sees: letters.includes(company.monogram),
    own: company.monogram === own,
  }));
  const inside = slots.filter((slot) => slot.sees).map((slot) => slot.name);
  const outside = slots.filter((slot) => !slot.sees).map((slot) => slot.name);
  const hidden = outside.length > 0 ? ` Not visible to ${list(outside)}.` : '';
  return { slots, sentence: `Visible to ${list(inside)}.${hidden}`, internal: inside.length === 1 };
}

export const rowLabels = {
  ...{ loading: 'Loading', retry: 'Retry', offline: 'Offline' },
  ...{ copy: 'Copy the request number', copied: 'Copied' },
  notCopied: (text: string) => `The browser does not let this page copy: ${text}`,
};

export const tickets = [
  {
    key: 'T-9FBW',
    title: 'Approve charge-variant sampling plan',
    age: '5 d',
    share: 1.56,
    state: 'late',
    unread: false,
  },
  {
    key: 'T-7KQ4',
    title: 'Lactate rebound on day 9: feed or sparge?',
    age: '1 h 42',
    share: 0.21,
    state: 'running',
    unread: false,
  },
  {
    key: 'T-2MXD',
    title: 'CEX resin lot change: certificate missing',
    age: '26 h',
    share: 0.5,
    state: 'running',
    unread: true,
  },
] as const;
