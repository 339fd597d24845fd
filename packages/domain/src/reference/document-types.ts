import source from './document-types.json' with { type: 'json' };

export type ReferencePartyKind = 'sponsor' | 'licensee' | 'cdmo';

/** A type of GMP document and who usually writes, reviews, approves and sees it; a starting point, never a rule. */
export interface DocumentType {
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  readonly category: string;
  readonly author: ReferencePartyKind;
  readonly reviewers: readonly ReferencePartyKind[];
  readonly approvers: readonly ReferencePartyKind[];
  /** CTD Module 3 sections that quote it. */
  readonly sections: readonly string[];
  readonly defaultAudience: readonly ReferencePartyKind[];
}

export const documentTypes: readonly DocumentType[] = source.types.map((type) => ({
  code: type.code,
  name: type.name,
  nameZh: type.name_zh,
  category: type.category,
  author: partyKind(type.author),
  reviewers: type.reviewers.map(partyKind),
  approvers: type.approvers.map(partyKind),
  sections: type.ctd_sections,
  defaultAudience: type.default_audience.map(partyKind),
}));

const byCode = new Map(documentTypes.map((type) => [type.code, type]));

export const documentType = (code: string): DocumentType | undefined => byCode.get(code);

/** The categories in the order of the reference, each once. */
export const documentCategories: readonly string[] = [...new Set(documentTypes.map((type) => type.category))];

function partyKind(word: string): ReferencePartyKind {
  const kind = word.toLowerCase();
  if (kind === 'sponsor' || kind === 'licensee' || kind === 'cdmo') return kind;
  throw new Error(`Unknown party kind in the document types: ${word}`);
}
