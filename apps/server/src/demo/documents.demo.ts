import type { DemoWorld } from './world.ts';
import { type Company, DAY, Telling } from './document-telling.ts';

const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];
const DEVELOPERS: readonly Company[] = ['exemplis', 'yangben'];

/** Documents of every kind and standing, made by the people whose they are. */
export function seedDocuments(world: DemoWorld): Promise<void> {
  comparability(world);
  process(world);
  agreements(world);
  batchPapers(world);
  underReview(world);
  chinaFiling(world);
  ownDocuments(world);
  return Promise.resolve();
}

/** The report of the story: sent back twice, now in its third round. */
function comparability(world: DemoWorld): void {
  const protocol = new Telling(world, {
    number: 'COMP-PROT-002',
    type: 'COMP-PROT',
    author: 'thomas',
    text: 'comparabilityProtocol',
    audience: ALL,
    title: 'Comparability protocol, 200 L to 2,000 L',
    titleZh: '可比性研究方案，200 L 至 2,000 L',
  });
  protocol.settled(
    60 * DAY,
    '1.0',
    'Ranges set before testing',
    [
      ['yangben', 'shen'],
      ['shili', 'lin'],
    ],
    'helen',
  );
  comparabilityReport(world);
}

function comparabilityReport(world: DemoWorld): void {
  const report = new Telling(world, {
    number: 'COMP-RPT-003',
    type: 'COMP-RPT',
    author: 'thomas',
    text: 'comparability',
    audience: ALL,
    title: 'Comparability report, 200 L to 2,000 L',
    titleZh: '可比性研究报告，200 L 至 2,000 L',
  });
  report.version(51 * DAY, '0.1', 'Created from template', ['exemplis']);
  const sixth = report.version(26 * DAY, '0.6', 'First data of both scales');
  report.submit(26 * DAY - 2, sixth, ['yangben', 'shili']);
  report.review(23 * DAY, sixth, 'shen', 'agree-with-comment', 'Table 12: name the reference standard lot.');
  report.review(22 * DAY, sixth, 'lin', 'disagree', 'State the registered CN range beside 5.4.');
  const seventh = report.version(14 * DAY, '0.7', 'Reference standard named, CN range still open');
  report.submit(14 * DAY - 1, seventh, ['yangben', 'shili']);
  report.review(12 * DAY, seventh, 'lin', 'disagree', 'The registered CN range of 9 to 16 mol/mol is missing.');
  report.version(7 * DAY, '0.8', 'Yangben data of batch 012', DEVELOPERS);
  const ninth = report.version(
    3 * DAY,
    '0.9',
    'Sialic acid discussed against the registered CN range; conclusion limited',
  );
  report.submit(3 * DAY - 2, ninth, ['exemplis', 'shili', 'yangben'], 6);
  report.review(2 * DAY, ninth, 'lin', 'agree');
  report.review(20, ninth, 'shen', 'agree-with-comment', '5.5: depth-filter load rounds to 119 L/m² for batch 013.');
}

/** The process description in force, what its owner prepares in private, and the licensee's own copy. */
function process(world: DemoWorld): void {
  const description = new Telling(world, {
    number: 'PD-DESC-001',
    type: 'PD-DESC',
    author: 'gu',
    text: 'process',
    audience: DEVELOPERS,
    title: 'Process description, drug substance',
    titleZh: '原液工艺描述',
  });
  description.settled(66 * DAY, '1.0', '200 L process', [['exemplis', 'camille']], 'shen');
  const second = description.settled(
    16 * DAY,
    '2.0',
    '2,000 L process with N-1 perfusion',
    [['exemplis', 'camille']],
    'shen',
    true,
  );
  description.acknowledge(9 * DAY, second, 'thomas');
  description.acknowledge(8 * DAY, second, 'helen');
  description.version(30, '2.1', 'Feed start moved to day 2; internal draft', ['yangben']);
  new Telling(world, {
    number: 'PD-DESC-001-R',
    type: 'PD-DESC',
    author: 'gu',
    text: 'redactedProcess',
    audience: ALL,
    title: 'Process description, copy for the licensee',
    titleZh: '原液工艺描述（被许可方版本）',
  }).settled(13 * DAY, '2.0', 'Follows PD-DESC-001 v2.0, media by code name', [['shili', 'zhou']], 'shen', true);
}

function agreements(world: DemoWorld): void {
  new Telling(world, {
    number: 'QA-AGR-001',
    type: 'QA-AGR',
    author: 'helen',
    text: 'agreement',
    audience: ALL,
    title: 'Quality agreement',
    titleZh: '质量协议',
  }).settled(
    64 * DAY,
    '1.0',
    'First agreement of the three companies',
    [
      ['yangben', 'shen'],
      ['shili', 'zhou'],
    ],
    'helen',
    true,
  );
  new Telling(world, {
    number: 'TT-PLAN-001',
    type: 'TT-PLAN',
    author: 'camille',
    text: 'transfer',
    audience: ALL,
    title: 'Technology transfer plan',
    titleZh: '技术转移计划',
  }).settled(58 * DAY, '1.0', 'Plan for the transfer to 2,000 L', [['yangben', 'gu']], 'camille');
}

function batchPapers(world: DemoWorld): void {
  new Telling(world, {
    number: 'DEV-26-019',
    type: 'DEV',
    author: 'shen',
    text: 'deviation',
    audience: ALL,
    title: 'Feed pump stop, batch 012, culture day 6',
    titleZh: '补料泵停机，012 批，培养第 6 天',
  }).settled(18 * DAY, '1.0', 'Report of a major deviation', [['exemplis', 'helen']], 'shen');
  const record = new Telling(world, {
    number: 'MBR-DS-101',
    type: 'MBR',
    author: 'chen',
    text: 'batchRecord',
    audience: DEVELOPERS,
    title: 'Master batch record, drug substance 2,000 L',
    titleZh: '原液主批记录，2,000 L',
  });
  record.settled(40 * DAY, '1.0', 'First master record at 2,000 L', [['exemplis', 'helen']], 'shen');
  const next = record.version(9 * DAY, '2.0', 'Alarm delay of the feed pumps cut to 5 minutes, after DEV-26-019');
  record.submit(9 * DAY - 3, next, ['exemplis']);
  record.review(6 * DAY, next, 'helen', 'agree');
  record.approve(4 * DAY, next, 'shen');
}

function underReview(world: DemoWorld): void {
  const specification = new Telling(world, {
    number: 'SPEC-DS-002',
    type: 'SPEC',
    author: 'thomas',
    text: 'specification',
    audience: ALL,
    title: 'Specification, drug substance',
    titleZh: '原液质量标准',
  });
  specification.settled(
    45 * DAY,
    '3.0',
    'Criteria for China added',
    [
      ['yangben', 'shen'],
      ['shili', 'zhou'],
    ],
    'helen',
  );
  const tighter = specification.version(
    5 * DAY,
    '3.1',
    'Aggregates for China from 3.5 to 3.0 %, as the authority asked',
  );
  specification.submit(5 * DAY - 1, tighter, ['yangben', 'shili'], 8);
  specification.review(3 * DAY, tighter, 'shen', 'agree');
  stabilityProtocol(world);
}

function stabilityProtocol(world: DemoWorld): void {
  const stability = new Telling(world, {
    number: 'STAB-PROT-004',
    type: 'STAB-PROT',
    author: 'shen',
    text: 'stability',
    audience: ALL,
    title: 'Stability protocol, drug substance 2,000 L',
    titleZh: '原液稳定性研究方案，2,000 L',
  });
  const first = stability.version(8 * DAY, '1.0', 'Protocol for three batches at 2,000 L');
  stability.submit(8 * DAY - 2, first, ['exemplis', 'shili']);
  stability.review(6 * DAY, first, 'helen', 'agree');
  stability.review(
    5 * DAY,
    first,
    'zhou',
    'disagree',
    'China asks for six months of accelerated data at 25 °C, not three.',
  );
}

function chinaFiling(world: DemoWorld): void {
  const regional = new Telling(world, {
    number: 'CMC-R-CN-001',
    type: 'CMC-R-CN',
    author: 'lin',
    text: 'regional',
    audience: ALL,
    title: 'China regional information, 3.2.R',
    titleZh: '中国区域性信息，3.2.R',
  });
  const draft = regional.version(6 * DAY, '0.2', 'First shared draft');
  regional.submit(6 * DAY - 1, draft, ['exemplis', 'yangben'], 12);
  const label = new Telling(world, {
    number: 'LABEL-CN-002',
    type: 'LABEL',
    author: 'lin',
    text: 'label',
    audience: ['shili', 'exemplis'],
    title: 'Label text, clinical trial use, China',
    titleZh: '标签文本，临床试验用，中国',
  });
  const text = label.version(4 * DAY, '0.3', 'Storage line after the stability protocol');
  label.submit(4 * DAY - 1, text, ['exemplis'], 5);
}

/** What one company keeps to itself or shares with one other, and what a third must not be able to notice. */
function ownDocuments(world: DemoWorld): void {
  const cellLine = new Telling(world, {
    number: 'CLH-001',
    type: 'CLH',
    author: 'julien',
    text: 'cellLine',
    audience: ['exemplis'],
    title: 'Cell line history, clone 7F3',
    titleZh: null,
  });
  cellLine.version(21 * DAY, '0.4', 'Stability to 70 generations added');
  const method = new Telling(world, {
    number: 'AMV-RPT-007',
    type: 'AMV-RPT',
    author: 'shen',
    text: 'method',
    audience: DEVELOPERS,
    title: 'Validation of SEC-HPLC for aggregates',
    titleZh: 'SEC-HPLC 聚体方法验证',
  });
  const validated = method.version(30 * DAY, '1.0', 'Validation at the Wuxi laboratory');
  method.withdraw(17 * DAY, validated, 'shen', 'A column of another lot was used on day 2; the study is repeated.');
  new Telling(world, {
    number: 'TT-PLAN-009',
    type: 'TT-PLAN',
    author: 'camille',
    text: 'transfer',
    audience: ['exemplis', 'modelo'],
    title: 'Supply and transfer outline, Brazil',
    titleZh: null,
  }).settled(33 * DAY, '1.0', 'Outline for discussion', [['modelo', 'ana']], 'camille');
}
