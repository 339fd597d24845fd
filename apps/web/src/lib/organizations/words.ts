import type { ProgramRole } from '@crossflow/domain/access/actor';
import { m } from '@crossflow/i18n';

const roles: Readonly<Record<ProgramRole, () => string>> = {
  lead: m.organizations_role_lead,
  contributor: m.organizations_role_contributor,
  quality: m.organizations_role_quality,
  regulatory: m.organizations_role_regulatory,
  viewer: m.organizations_role_viewer,
};
export const roleWord = (role: ProgramRole): string => roles[role]();

const kinds: Readonly<Record<string, () => string>> = {
  sponsor: m.organizations_kind_sponsor,
  licensee: m.organizations_kind_licensee,
  cdmo: m.organizations_kind_cdmo,
};
export const partyKindWord = (kind: string): string => kinds[kind]?.() ?? kind;

const territories: Readonly<Record<string, () => string>> = {
  US: m.organizations_territory_us,
  EU: m.organizations_territory_eu,
  CN: m.organizations_territory_cn,
  BR: m.organizations_territory_br,
};
export const territoryWord = (territory: string): string => territories[territory]?.() ?? territory;
