import taxonomy from './ticket-taxonomy.json' with { type: 'json' };

/** Categories, severities and resolution codes of a support ticket; reference text, versioned as a whole. */
export const ticketTaxonomyVersion: string = taxonomy.version;

export const severityCodes = ['S1', 'S2', 'S3', 'S4'] as const;
export type Severity = (typeof severityCodes)[number];

export const resolutionCodes = [
  'process-change',
  'parameter-adjustment',
  'method-change',
  'training',
  'raw-material-change',
  'no-defect-found',
  'accept-as-is',
  'information-given',
  'raised-as-deviation',
  'raised-as-change-control',
  'duplicate',
] as const;
export type ResolutionCode = (typeof resolutionCodes)[number];

export interface TicketSeverity {
  readonly code: Severity;
  readonly name: string;
  readonly nameZh: string;
}

/** How soon, by severity: ISO 8601 durations, where a day is a working day unless the clock runs round the clock. */
export interface TicketTargets {
  readonly response: string;
  readonly update: string;
  readonly resolution: string;
  readonly roundTheClock: boolean;
}

export interface TicketCategory {
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  readonly typicalSeverity: Severity;
  /** Party kinds that usually answer it, the likeliest first. */
  readonly resolverKinds: readonly string[];
  /** Party kinds it is usually shared with; the raiser's own company is always added. */
  readonly audienceKinds: readonly string[];
}

export const ticketSeverities: readonly TicketSeverity[] = taxonomy.severities.map((severity) => ({
  code: severityOf(severity.code),
  name: severity.name,
  nameZh: severity.name_zh,
}));

export const ticketTargets = Object.fromEntries(
  taxonomy.severities.map(({ code, clock, iso8601 }) => [
    severityOf(code),
    {
      response: iso8601.first_response,
      update: iso8601.update,
      resolution: iso8601.resolution,
      roundTheClock: clock === '24x7',
    },
  ]),
) as Readonly<Record<Severity, TicketTargets>>;

/** The states in which a ticket's clocks run. */
export const ticketClockStates: ReadonlySet<string> = new Set(
  taxonomy.statuses.filter(({ clock_running: runs }) => runs).map(({ code }) => code),
);

export const ticketCategories: readonly TicketCategory[] = taxonomy.categories.map((category) => ({
  code: category.code,
  name: category.name,
  nameZh: category.name_zh,
  typicalSeverity: severityOf(category.typical_severity),
  resolverKinds: category.usual_resolver.map((kind) => kind.toLowerCase()),
  audienceKinds: audienceKinds(category.default_audience),
}));

const categoriesByCode = new Map(ticketCategories.map((category) => [category.code, category]));
export const ticketCategory = (code: string): TicketCategory | undefined => categoriesByCode.get(code);

/** Smaller is worse: S1 is 1. */
export const severityRank = (severity: Severity): number => severityCodes.indexOf(severity) + 1;

function severityOf(code: string): Severity {
  const severity = severityCodes.find((known) => known === code);
  if (severity === undefined) throw new Error(`ticket taxonomy: no severity ${code}`);
  return severity;
}

/** The reference text names companies by kind; an invitation in brackets is not part of the default. */
function audienceKinds(text: string): string[] {
  if (text === 'all') return ['sponsor', 'licensee', 'cdmo'];
  const plain = text.replace(/\(.*\)/, '').toLowerCase();
  return ['sponsor', 'licensee', 'cdmo'].filter((kind) => plain.includes(kind));
}
