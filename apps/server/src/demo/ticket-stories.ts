import { DAY, TicketTelling, type Company } from './ticket-telling.ts';
import type { DemoWorld } from './world.ts';

const PAIR: readonly Company[] = ['exemplis', 'yangben'];
const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];

/** The tickets that are answered, settled, withdrawn, or between other companies. */
export function laterTickets(world: DemoWorld): void {
  lowPhHold(world);
  settled(world);
  translationAndDuplicate(world);
  apart(world);
}

/** A hold that ran too long: begun by the pair, then shared with the company that will release in China. */
function lowPhHold(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: PAIR, at: 6 * DAY, due: -0.2 * DAY, category: 'TS-VIRAL', severity: 'S1' },
    title: 'Low-pH hold of 262 min: may the pool go forward?',
    body: 'The hold of batch 013 lasted 262 min; the proven range ends at 240 min. Temperature 20.4 °C, pH 3.58. A deviation is drafted. May we go forward to polishing at risk?',
  })
    .opened(5.95 * DAY, 'camille', 'helen', 'thomas')
    .note(
      5.9 * DAY,
      'helen',
      'Aggregation study at 360 min exists from 2024. Do not quote its number before I have checked the clone.',
    )
    .reply(
      5.8 * DAY,
      'helen',
      'Hold it at 2 to 8 °C until we answer. Which SEC result do you have after neutralization?',
      { passTo: 'yangben' },
    )
    .reply(
      5.6 * DAY,
      'chen',
      'SEC after neutralization: 1.9 % aggregates, the alert limit is 2.5 %. Turbidity is normal.',
      { passTo: 'exemplis' },
    )
    .note(5.5 * DAY, 'gu', '内部：如允许继续，周五前可用 3 号层析系统。')
    .share(4 * DAY, 'shen', ALL, 'whole', 'The batch is allocated to China; Shili decides there.')
    .opened(3.8 * DAY, 'zhou', 'lin')
    .reply(3.5 * DAY, 'zhou', '我方需要看到偏差评估和 SEC 原始数据后才能对中国市场表态。', {
      twin: 'We need the deviation assessment and the raw SEC data before we decide for China.',
    })
    .reply(
      0.9 * DAY,
      'camille',
      'Yes, at risk:\n- forward to polishing under the deviation\n- SEC and potency on the CEX pool before virus filtration\n- no release in any market before the impact assessment is signed\n\nThe hold of 262 min is inside our 360 min study.',
      { proposed: true },
    )
    .link(0.85 * DAY, 'shen', 'batch', 'YBW-DS-26-013')
    .opened(0.8 * DAY, 'helen', 'chen', 'zhou');
}

function settled(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 16 * DAY, category: 'TS-CELL', severity: 'S2' },
    title: 'Thaw viability 88 % on WCB vial 3',
    operation: 'UP-01',
    body: '工作细胞库 3 号管复苏活率 88%，标准 ≥ 90%。是否可以继续扩增？',
  })
    .reply(15.8 * DAY, 'julien', 'Continue, and read viability again at 24 h. Below 92 % then, take vial 4.', {
      proposed: true,
    })
    .accept(15.7 * DAY, 'wu')
    .link(15.6 * DAY, 'wu', 'batch', 'YBW-DS-26-014');

  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 40 * DAY, category: 'TS-EQUIP', severity: 'S3' },
    title: 'Antifoam and dissolved oxygen control on day 4',
    ...{ operation: 'UP-04', parameter: 'antifoam', labels: ['foam'] },
    body: 'Dissolved oxygen swings between 28 and 52 % after each antifoam shot. Is a smaller, more frequent addition allowed?',
  })
    .reply(
      39.5 * DAY,
      'camille',
      'Yes: 5 ppm every 6 h instead of 20 ppm once a day. The total per day stays inside the range.',
      { proposed: true },
    )
    .accept(39.3 * DAY, 'chen')
    .close(
      37 * DAY,
      'chen',
      'parameter-adjustment',
      'One large antifoam addition coats the sparger for about an hour.',
    );
}

function translationAndDuplicate(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'lin', to: 'yangben', seenBy: ALL, at: 33 * DAY, category: 'TS-DOC', severity: 'S4' },
    title: '工艺描述 v1.2 的中文译本',
    body: '请提供工艺描述 v1.2 的中文译本，用于药审中心沟通会议资料。',
  })
    .reply(31 * DAY, 'gu', '译本已完成内部审核，已上传至文件。', {
      proposed: true,
      twin: 'The translation is reviewed and is now among the documents.',
    })
    .accept(30 * DAY, 'lin')
    .close(30 * DAY - 1, 'lin', 'information-given');

  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 2.4, category: 'TS-META', severity: 'S3' },
    title: 'Lactate on day 9, batch 014',
    body: '014 批第 9 天乳酸升高，请确认补料。',
  }).cancel(2.2, 'wu', '与陈立行提出的工单重复。');
}

/** What others must not notice: another licensee's question, and a company's ticket to itself. */
function apart(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'ana', to: 'exemplis', seenBy: ['exemplis', 'modelo'], at: 10 * DAY, category: 'TS-REG', severity: 'S3' },
    title: 'Brazil label: storage statement in Portuguese',
    body: 'ANVISA asks for the storage statement of the drug product in Portuguese. Which wording did you register in the EU?',
  })
    .reply(
      9 * DAY,
      'thomas',
      'Registered wording attached to the label text: store at 2 to 8 °C, do not freeze. Please send your draft back.',
      { passTo: 'modelo' },
    )
    .note(8.8 * DAY, 'thomas', 'Same question will come for China; keep the two answers apart.');

  new TicketTelling(world, {
    ...{ by: 'gu', to: 'yangben', seenBy: ['yangben'], at: 1.5 * DAY, category: 'TS-SUPPLY', severity: 'S4' },
    title: '春节前后 2,000 L 班次安排',
    body: '请生产部确认春节前后两周的班次和备件，先内部讨论，再通知客户。@吴测试',
  }).reply(1.2 * DAY, 'wu', '夜班缺一人，建议从 DP 组借调。');
}
