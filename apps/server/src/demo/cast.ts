import type { ProgramRole } from '@crossflow/domain/access/actor';
import type { WorkingHours } from '@crossflow/domain/organizations/organization';

export const DEMO_PASSWORD = 'crossflow-demo';

export type PersonKey =
  | 'camille'
  | 'julien'
  | 'thomas'
  | 'helen'
  | 'chen'
  | 'gu'
  | 'shen'
  | 'wu'
  | 'lin'
  | 'zhou'
  | 'ana'
  | 'otto'
  | 'marc';
export type CompanyKey = 'exemplis' | 'yangben' | 'shili' | 'modelo' | 'third';

export interface CastCompany {
  readonly name: string;
  readonly nameZh: string | null;
  readonly shortName: string;
  readonly shortNameZh: string | null;
  readonly monogram: string;
  readonly kind: string;
  readonly territories: readonly string[];
  readonly city: string;
  readonly timeZone: string;
  /** Where it keeps its days off: a calendar of the public holidays. */
  readonly country: string;
  readonly workingHours: WorkingHours;
}
export interface CastPerson {
  readonly name: string;
  readonly nameZh: string | null;
  readonly email: string;
  readonly locale: 'en' | 'zh-CN';
  readonly company: CompanyKey;
  readonly title: string;
  readonly role: ProgramRole;
}

const weekdays = (from: string, to: string): WorkingHours => ({ from, to, days: [1, 2, 3, 4, 5] });

/** Invented companies. Nobody and nothing here exists. */
export const companies: Readonly<Record<CompanyKey, CastCompany>> = {
  exemplis: {
    name: 'Exemplis Biologics',
    nameZh: null,
    shortName: 'Exemplis',
    shortNameZh: null,
    monogram: 'E',
    kind: 'sponsor',
    territories: ['US', 'EU'],
    city: 'Paris',
    timeZone: 'Europe/Paris',
    country: 'FR',
    workingHours: weekdays('09:00', '17:30'),
  },
  yangben: {
    name: 'Yangben BioWorks',
    nameZh: '样本生物',
    shortName: 'Yangben',
    shortNameZh: '样本生物',
    monogram: 'Y',
    kind: 'cdmo',
    territories: [],
    city: 'Wuxi',
    timeZone: 'Asia/Shanghai',
    country: 'CN',
    workingHours: weekdays('09:00', '18:00'),
  },
  shili: {
    name: 'Shili Pharma',
    nameZh: '示例医药',
    shortName: 'Shili',
    shortNameZh: '示例医药',
    monogram: 'S',
    kind: 'licensee',
    territories: ['CN'],
    city: 'Shanghai',
    timeZone: 'Asia/Shanghai',
    country: 'CN',
    workingHours: weekdays('09:00', '18:00'),
  },
  modelo: {
    name: 'Modelo Farma',
    nameZh: null,
    shortName: 'Modelo',
    shortNameZh: null,
    monogram: 'M',
    kind: 'licensee',
    territories: ['BR'],
    city: 'São Paulo',
    timeZone: 'America/Sao_Paulo',
    country: 'BR',
    workingHours: weekdays('09:00', '18:00'),
  },
  third: {
    name: 'Third Party Bio',
    nameZh: null,
    shortName: 'Third Party',
    shortNameZh: null,
    monogram: 'T',
    kind: 'sponsor',
    territories: ['US'],
    city: 'Boston',
    timeZone: 'America/New_York',
    country: 'US',
    workingHours: weekdays('09:00', '17:30'),
  },
};

const person = (
  name: string,
  nameZh: string | null,
  email: string,
  company: CompanyKey,
  title: string,
  role: ProgramRole,
  locale: 'en' | 'zh-CN' = 'en',
): CastPerson => ({
  name,
  nameZh,
  email,
  company,
  title,
  role,
  locale,
});

export const people: Readonly<Record<PersonKey, CastPerson>> = {
  camille: person('Camille Arnoux', null, 'camille.arnoux@exemplis.example', 'exemplis', 'Technical lead', 'lead'),
  julien: person(
    'Julien Mercadal',
    null,
    'julien.mercadal@exemplis.example',
    'exemplis',
    'Cell line scientist',
    'contributor',
  ),
  thomas: person('Thomas Weldon', null, 'thomas.weldon@exemplis.example', 'exemplis', 'CMC regulatory', 'regulatory'),
  helen: person('Helen Marsh', null, 'helen.marsh@exemplis.example', 'exemplis', 'Quality, QP', 'quality'),
  chen: person(
    'Chen Lixing',
    '陈立行',
    'chen.lixing@yangben.example',
    'yangben',
    'Upstream process engineer',
    'contributor',
  ),
  gu: person('Gu Mingyuan', '顾明远', 'gu.mingyuan@yangben.example', 'yangben', 'MSAT lead', 'lead', 'zh-CN'),
  shen: person('Shen Lan', '沈岚', 'shen.lan@yangben.example', 'yangben', 'Quality assurance', 'quality'),
  wu: person(
    'Wu Ceshi',
    '吴测试',
    'wu.ceshi@yangben.example',
    'yangben',
    'Manufacturing operator',
    'contributor',
    'zh-CN',
  ),
  lin: person('Lin Shuya', '林舒雅', 'lin.shuya@shili.example', 'shili', 'Regulatory affairs lead', 'lead', 'zh-CN'),
  zhou: person('Zhou Qiming', '周启明', 'zhou.qiming@shili.example', 'shili', 'Quality', 'quality', 'zh-CN'),
  ana: person('Ana Modelo', null, 'ana.modelo@modelo.example', 'modelo', 'Alliance manager', 'lead'),
  otto: person('Otto Terz', null, 'otto.terz@thirdparty.example', 'third', 'Program lead', 'lead'),
  marc: person(
    'Marc Démonstration',
    null,
    'marc@consultant.example',
    'exemplis',
    'Consultant, downstream',
    'contributor',
  ),
};

/** Keeps the installation running, and reads no company's content. */
export const demoOperator = {
  name: 'Olga Betrieb',
  email: 'operator@crossflow.example',
  locale: 'en',
  timeZone: 'UTC',
  operator: true,
} as const;

const nobodysOperator = {
  name: demoOperator.name,
  nameZh: null,
  email: demoOperator.email,
  title: 'Platform operator',
  company: 'Crossflow',
  kind: 'operator',
  monogram: 'C',
};

/** For the sign-in buttons, in the order of the companies. */
export function demoCast() {
  const order = Object.keys(companies);
  return Object.values(people)
    .map(({ company, name, nameZh, email, title }) => {
      const { name: companyName, kind, monogram } = companies[company];
      return { name, nameZh, email, title, company: companyName, kind, monogram, place: order.indexOf(company) };
    })
    .sort((a, b) => a.place - b.place)
    .concat({ ...nobodysOperator, place: order.length });
}
