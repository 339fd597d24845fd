import { cultureTickets } from './ticket-stories-culture.ts';
import { purificationTickets } from './ticket-stories-purification.ts';
import { qualityTickets } from './ticket-stories-quality.ts';
import { laterTickets } from './ticket-stories.ts';
import { DAY, TicketTelling, type Company } from './ticket-telling.ts';
import type { DemoWorld } from './world.ts';

const PAIR: readonly Company[] = ['exemplis', 'yangben'];
const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];

/** Tickets in every state, with private notes on all sides, told by the people who would write them. */
export function seedTickets(world: DemoWorld): Promise<void> {
  lactate(world);
  waitingOnExemplis(world);
  label(world);
  waitingOnShili(world);
  forecast(world);
  waitingOnYangben(world);
  transferAndTransport(world);
  laterTickets(world);
  cultureTickets(world);
  purificationTickets(world);
  qualityTickets(world);
  return Promise.resolve();
}

/** The question of the story: asked in the middle of a run, by the plant, to the company that owns the molecule. */
function lactate(world: DemoWorld): void {
  const readings = 'day,lactate_g_per_L,pCO2_mmHg\n7.0,1.10,64\n7.9,0.90,78\n8.4,1.20,89\n8.9,1.60,99\n9.3,1.90,108\n';
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 2.7, due: -6.3, category: 'TS-META', severity: 'S3' },
    title: 'Lactate rebound on day 9: feed or sparge?',
    ...{ operation: 'UP-04', parameter: 'lac', labels: ['lactate', 'scale-up'] },
    body: 'Since day 8 lactate climbs again and pCO~2~ passed 100 mmHg; viability 93.8 %. Do we cut the 20:00 feed by 10 %, or strip CO~2~ first?\n\nReadings attached, values illustrative.',
    file: { name: 'YBW-DS-26-014-lactate-pCO2.csv', text: readings },
  })
    .link(2.65, 'chen', 'batch', 'YBW-DS-26-014')
    .opened(2.4, 'camille', 'gu')
    .assign(2.35, 'camille')
    .severity(2.3, 'camille', 'S2')
    .reply(
      2.25,
      'camille',
      'Is the offline pH still inside the re-standardization limit? And did the 200 L batches show it at the same day?',
      {
        passTo: 'yangben',
      },
    )
    .note(2.1, 'chen', '内部：曝气上限本班次已到 80%，若需再提高要先确认泡沫。')
    .reply(
      1.7,
      'gu',
      '离线 pH 比在线低 0.06，未达重新标定限。200 L 批次没有出现反弹，怀疑是 CO₂ 脱除不足。建议先把底通气提高 10%，补料不变，4 小时后复测。',
      {
        passTo: 'exemplis',
        twin: 'Offline pH is 0.06 below online, within limit. No rebound at 200 L: poor CO~2~ stripping is likely. Raise the sparge 10 % first, keep the feed, re-test after 4 h.',
      },
    )
    .opened(1.2, 'camille', 'julien', 'chen', 'wu', 'shen', 'helen')
    .note(
      0.5,
      'julien',
      'Same shape as our backup clone in 2025. Keep that comparison out of the answer; the sparge step alone is safe inside PAR.',
    )
    .opened(0.3, 'julien', 'gu');
}

function waitingOnExemplis(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 8 * DAY, due: 3.2 * DAY, category: 'TS-GLYCO', severity: 'S3' },
    title: 'Approve charge-variant sampling plan',
    body: '请批准 2,000 L 批次的电荷异构体取样方案：第 7、9、11 天及收获，每点双份，-70 °C 保存。',
  })
    .opened(7.8 * DAY, 'camille', 'helen')
    .reply(7 * DAY, 'helen', 'Day 13 is missing if harvest moves. Please add it and send the plan again.', {
      passTo: 'yangben',
    })
    .reply(5 * DAY, 'gu', '已增加第 13 天取样点，见修订方案。', {
      passTo: 'exemplis',
      twin: 'Day 13 is added, see the revised plan.',
    })
    .opened(4.5 * DAY, 'camille', 'helen', 'thomas', 'chen', 'shen')
    .note(4.2 * DAY, 'camille', 'Waiting for @Julien Mercadal: does day 13 clash with the retained sample plan?');

  new TicketTelling(world, {
    ...{
      by: 'shen',
      to: 'exemplis',
      seenBy: PAIR,
      at: 2.1 * DAY,
      due: -2 * DAY,
      category: 'TS-BIOASSAY',
      severity: 'S3',
    },
    title: 'Which reference lot for relative potency?',
    body: 'Reference standard RS-02 runs out in three weeks. Do we bridge to RS-03 now, or wait for the extended characterization?',
  })
    .opened(2 * DAY, 'camille', 'julien', 'gu', 'chen')
    .assign(1.9 * DAY, 'camille', 'julien');
}

function label(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'lin', to: 'exemplis', seenBy: ALL, at: 4.1 * DAY, due: -6 * DAY, category: 'TS-DOC', severity: 'S4' },
    title: 'Import label text for clinical kits, EU',
    body: '请提供欧盟临床试验药品进口标签的英文文本，我们需要核对中文说明中的储存条件。',
  }).reply(
    3.9 * DAY,
    'thomas',
    'The text is with our label vendor. I will attach it as soon as the storage statement is confirmed.',
  );
}

function waitingOnShili(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'shili', seenBy: ALL, at: 3 * DAY, due: -1.5 * DAY, category: 'TS-SPEC', severity: 'S3' },
    title: 'ChP particles: which method applies?',
    body: 'For the China specification of the drug product: light obscuration alone, or microscopy as well where light obscuration fails? We must place the order for the filter membranes.',
  })
    .reply(2.6 * DAY, 'zhou', '中国药典规定光阻法为首选，若不适用再用显微计数法。请问目前样品的澄清度数据？', {
      passTo: 'yangben',
    })
    .reply(2 * DAY, 'shen', 'Clarity is 2.1 NTU, well inside. Data of three lots are in the certificate.', {
      passTo: 'shili',
    })
    .opened(1.9 * DAY, 'zhou', 'camille', 'chen')
    .note(1.8 * DAY, 'zhou', '内部：先问 CDE 老师对显微法的意见，再答复。');

  new TicketTelling(world, {
    ...{
      by: 'lin',
      to: 'exemplis',
      seenBy: ['exemplis', 'shili'],
      at: 5 * DAY,
      due: -3 * DAY,
      category: 'TS-REG',
      severity: 'S2',
    },
    title: 'CDE question 4: glycan site occupancy',
    body: 'CDE 问题 4：请说明各糖基化位点占有率及批间一致性。回复期限 60 个工作日，需要贵方的结构表征数据。',
  })
    .reply(
      3.6 * DAY,
      'thomas',
      'Occupancy is 98 to 99 % at the Fc site and 91 to 95 % at the two others, four batches. May we share the site map with you as an annex only, not in the dossier text?',
      {
        passTo: 'shili',
      },
    )
    .opened(3.4 * DAY, 'lin', 'zhou', 'camille', 'helen')
    .note(3.5 * DAY, 'thomas', 'The vector detail in annex B stays with us.')
    .note(3 * DAY, 'lin', '内部：注册部同意仅附录提交，等法务确认。');
}

function forecast(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: ALL, at: 12 * DAY, category: 'TS-SUPPLY', severity: 'S4' },
    title: 'Forecast of clinical supply, H1 2027',
    body: '请提供 2027 上半年各地区的临床用药预测，我们需要锁定 2,000 L 生产档期。',
  })
    .reply(8 * DAY, 'camille', 'US and EU: 420 kits. The China figure comes from @Lin Shuya.', { passTo: 'shili' })
    .opened(7.9 * DAY, 'gu', 'chen', 'shen');
}

function waitingOnYangben(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'helen', to: 'yangben', seenBy: PAIR, at: 4.5 * DAY, due: -0.7 * DAY, category: 'TS-AGG', severity: 'S2' },
    title: 'SEC aggregate trend: send bridging data',
    body: 'Aggregates rose from 1.6 to 2.4 % over the last three lots at 5 °C. Please send the bridging data between the old and the new column.',
  })
    .reply(3.1 * DAY, 'shen', 'Two of four runs are done, the others follow on Thursday.')
    .assign(3 * DAY, 'shen')
    .opened(2.9 * DAY, 'helen', 'camille', 'chen', 'gu');

  new TicketTelling(world, {
    ...{ by: 'marc', to: 'yangben', seenBy: PAIR, at: 26, due: -1 * DAY, category: 'TS-RAW', severity: 'S3' },
    title: 'CEX resin lot change: certificate missing',
    body: 'The new resin lot was used on batch 013 but I find no certificate in the package. @Shen Lan, is it released?',
  }).link(25.8, 'marc', 'batch', 'YBW-DS-26-013');

  new TicketTelling(world, {
    ...{ by: 'julien', to: 'yangben', seenBy: PAIR, at: 2 * DAY, due: -4 * DAY, category: 'TS-FILT', severity: 'S3' },
    title: 'Virus filter flux decay on batch 013',
    body: 'Flux fell by 40 % after 65 L/m². Was the prefilter the 0.1 µm or the 0.2 µm one?',
  }).note(1.6 * DAY, 'wu', '内部：当班记录写的是 0.2 µm，但领料单是 0.1 µm，需要核实。@陈立行');
}

function transferAndTransport(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'camille', to: 'yangben', seenBy: PAIR, at: 9 * DAY, category: 'TS-AMT', severity: 'S3' },
    title: 'Method transfer: iCIEF repeatability',
    body: 'The receiving lab reports 4.1 % RSD on the main peak, the criterion is 3 %. Please repeat with fresh ampholytes.',
  })
    .reply(8 * DAY, 'gu', '更换两性电解质后 RSD 为 2.6%，符合标准。', {
      proposed: true,
      twin: 'With fresh ampholytes the RSD is 2.6 %, inside the criterion.',
    })
    .reject(
      5 * DAY,
      'camille',
      'Six injections by one analyst do not show intermediate precision. Please add a second analyst and day.',
    );

  new TicketTelling(world, {
    ...{ by: 'zhou', to: 'yangben', seenBy: ALL, at: 6, due: -9 * DAY, category: 'TS-LOG', severity: 'S4' },
    title: 'Shipper qualification, 2 to 8 °C lane',
    body: '请提供 2–8 °C 运输箱在夏季路线的验证报告，我们要更新放行程序。',
  });
}
