import { DAY, TicketTelling, type Company } from './ticket-telling.ts';
import type { DemoWorld } from './world.ts';

const PAIR: readonly Company[] = ['exemplis', 'yangben'];
const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];

/** Testing, stability, authorities and supply. Every value is illustrative. */
export function qualityTickets(world: DemoWorld): void {
  potencyAssay(world);
  acidicVariants(world);
  integration(world);
  stability(world);
  authorities(world);
  temperatureExcursion(world);
  slotBeforeSpring(world);
  excipientSupplier(world);
  workspace(world);
}

function potencyAssay(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 13 * DAY, category: 'TS-BIOASSAY', severity: 'S3' },
    title: '相对效价：6 次中 2 次平行性不合格',
    body: '报告基因法，细胞代次 P22。平行性 F 检验 p 值 0.03 与 0.04。是否更换细胞库？',
  })
    .opened(12.8 * DAY, 'julien')
    .assign(12.7 * DAY, 'julien')
    .reply(
      12 * DAY,
      'julien',
      'Above P20 the slope flattens. Thaw a new vial, use P8 to P18, and repeat the two runs.',
      {
        proposed: true,
        twin: '高于 P20 时斜率变小。请复苏新管，使用 P8 至 P18，并重做两次。',
      },
    )
    .accept(10 * DAY, 'gu')
    .close(6 * DAY, 'gu', 'method-change', 'Passage limit of the assay cells was missing in the method.');
}

function acidicVariants(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: PAIR, at: 2.3 * DAY, due: -0.2 * DAY, category: 'TS-OOS', severity: 'S2' },
    title: 'Out of specification: acidic variants 38.9 %, limit 38 %',
    body: 'Lot 012, release sample. Phase 1 found no laboratory error. Hypothesis plan attached to the draft deviation: hold time of the neutralized pool. Please comment before we re-test.',
  })
    .opened(2.25 * DAY, 'helen', 'camille')
    .assign(2.2 * DAY, 'helen')
    .reply(
      2.1 * DAY,
      'helen',
      'Agreed on the hypothesis. Add the retain sample of the CEX pool, and do not average with the first result.',
      {
        passTo: 'yangben',
      },
    )
    .reply(
      1.3 * DAY,
      'shen',
      'Retain sample of the CEX pool: 36.1 %. The rise is after virus filtration. May we re-test the bulk in triplicate?',
      {
        passTo: 'exemplis',
      },
    )
    .note(
      1.2 * DAY,
      'camille',
      'Deamidation at pH 7.4 over the weekend is enough to explain it. @Helen Marsh: triplicate is fine for me.',
    );
}

function integration(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'camille', to: 'yangben', seenBy: PAIR, at: 21 * DAY, category: 'TS-AMT', severity: 'S3' },
    title: 'CE-SDS transfer: non-glycosylated heavy chain integrates differently',
    body: 'Mean 1.9 % here, 2.6 % with you. Which integration events do you use between 14 and 15 minutes?',
  })
    .reply(20 * DAY, 'gu', '使用谷到谷积分；附积分参数。', {
      passTo: 'exemplis',
      twin: 'Valley to valley; parameters attached.',
    })
    .reply(19 * DAY, 'camille', 'Please use tangent skim as in method version 3, and send the six runs again.', {
      passTo: 'yangben',
    })
    .reply(15 * DAY, 'gu', '改为切线积分后为 2.0%，差值 0.1%。', {
      proposed: false,
      twin: 'With tangent skim 2.0 %, a difference of 0.1 %.',
      passTo: 'exemplis',
    })
    .close(14 * DAY, 'camille', 'training', 'Integration events were not part of the method text.');
}

function stability(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'zhou', to: 'exemplis', seenBy: ALL, at: 17 * DAY, due: 4 * DAY, category: 'TS-STAB', severity: 'S2' },
    title: '25 °C 加速 6 个月：聚体 3.1%，接近 3.5% 限度',
    body: '请评估趋势对 36 个月有效期的影响，并说明中国申报的有效期是否需要改为 24 个月。',
  })
    .opened(16.8 * DAY, 'helen', 'thomas', 'shen')
    .reply(15 * DAY, 'helen', 'At 5 °C nothing moves in 18 months. We propose to file 24 months and extend later.', {
      passTo: 'shili',
      twin: '5 °C 条件下 18 个月无变化。建议申报 24 个月，之后再延长。',
    })
    .reply(13 * DAY, 'zhou', '同意 24 个月，但需要贵方的统计报告作为附件。', {
      passTo: 'exemplis',
      twin: 'Agreed, but we need your statistical report as an annex.',
    })
    .note(12.5 * DAY, 'thomas', 'The report still quotes the old clone on page 9. Redact before it leaves.')
    .opened(12 * DAY, 'helen', 'camille');

  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: PAIR, at: 54 * DAY, category: 'TS-STAB', severity: 'S3' },
    title: 'Freeze-thaw study: three cycles or five?',
    body: 'The protocol draft says three. Bulk bags go through two cycles at most, plus one for a re-test.',
  })
    .reply(53 * DAY, 'helen', 'Five: two more than what can happen.', { proposed: true })
    .accept(52.5 * DAY, 'shen')
    .close(50 * DAY, 'shen', 'process-change');
}

function authorities(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'lin', to: 'exemplis', seenBy: ALL, at: 7.5 * DAY, due: -4 * DAY, category: 'TS-REG', severity: 'S2' },
    title: 'CDE 问题 7：病毒清除研究的缩小模型',
    body: '请说明低 pH 与纳滤缩小模型与 2,000 L 规模的可比性，包括负荷、压力与保持时间。回复需要双方盖章。',
  })
    .reply(
      6.8 * DAY,
      'thomas',
      'Text from our side is ready. @Shen Lan, please add the load and the pressure of the 2,000 L run.',
      {
        passTo: 'yangben',
        twin: '我方文字已准备好。请沈岚补充 2,000 L 的负荷与压力。',
      },
    )
    .opened(6.5 * DAY, 'shen', 'chen', 'lin')
    .assign(6.4 * DAY, 'shen')
    .note(6 * DAY, 'shen', '内部：压力曲线有一次短暂停顿，附件只给汇总表。');

  new TicketTelling(world, {
    ...{ by: 'thomas', to: 'yangben', seenBy: PAIR, at: 3.1 * DAY, due: -6 * DAY, category: 'TS-REG', severity: 'S3' },
    title: 'EU question: justification of the pooling strategy',
    body: 'The assessor asks why cycles 1 to 4 may be pooled before low pH. Please give hold times and temperatures of the four pools for three lots.',
  })
    .opened(2.9 * DAY, 'shen', 'gu')
    .assign(2.8 * DAY, 'gu');

  new TicketTelling(world, {
    ...{ by: 'lin', to: 'yangben', seenBy: ALL, at: 28 * DAY, category: 'TS-DOC', severity: 'S4' },
    title: '生产工艺流程图的英文与中文版本不一致',
    body: '英文图中 AEX 在除病毒过滤之前，中文图在之后。请更正并重新提供。',
  })
    .reply(27 * DAY, 'gu', '中文图有误，已更正，见文件 v1.3。', {
      proposed: true,
      twin: 'The Chinese chart was wrong; corrected in v1.3.',
    })
    .accept(26.5 * DAY, 'lin')
    .close(26 * DAY, 'lin', 'information-given');
}

function temperatureExcursion(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'zhou', to: 'yangben', seenBy: ALL, at: 10.5 * DAY, category: 'TS-LOG', severity: 'S2' },
    title: '运输记录：9.4 °C 持续 35 分钟',
    body: '7 号箱抵达上海时记录仪显示 9.4 °C 35 分钟。请评估对 1,200 支的影响，产品已隔离。',
  })
    .opened(10.45 * DAY, 'shen', 'helen')
    .reply(10.2 * DAY, 'shen', '根据稳定性数据，25 °C 48 小时内无影响。评估报告已起草，需要委托方确认。', {
      passTo: 'exemplis',
      twin: 'Stability covers 48 h at 25 °C. The assessment is drafted and needs the sponsor to confirm.',
    })
    .reply(9.9 * DAY, 'helen', 'Confirmed: inside the excursion study. Release from quarantine is your decision.', {
      proposed: true,
      twin: '确认：在偏离研究范围内。解除隔离由贵方决定。',
    })
    .accept(9.5 * DAY, 'zhou')
    .close(9 * DAY, 'zhou', 'accept-as-is', 'Box opened at customs for 35 minutes.');
}

function slotBeforeSpring(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{
      by: 'camille',
      to: 'yangben',
      seenBy: ALL,
      at: 1.7 * DAY,
      due: -8 * DAY,
      category: 'TS-SUPPLY',
      severity: 'S3',
    },
    title: 'Slot for batch 016: can it move before Spring Festival?',
    body: 'Two more sites open in January. If 016 starts by 11 January the kits are in time; 25 January would be three weeks late.',
  })
    .opened(1.6 * DAY, 'gu', 'chen', 'lin')
    .assign(1.5 * DAY, 'gu')
    .reply(1 * DAY, 'gu', '可以提前到 1 月 12 日，但需要示例医药确认 015 批的放行不晚于 12 月 28 日。', {
      passTo: 'shili',
      twin: 'It can move to 12 January if Shili confirms that lot 015 is released by 28 December.',
    });
}

function excipientSupplier(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'shili', seenBy: ALL, at: 19 * DAY, category: 'TS-RAW', severity: 'S3' },
    title: '辅料组氨酸更换供应商：中国是否需要备案？',
    body: '原供应商停产，新供应商具有 CEP 与中国登记号。计划从 016 批使用。请确认备案方式与时间。',
  })
    .opened(18.5 * DAY, 'lin', 'zhou', 'thomas')
    .assign(18 * DAY, 'lin')
    .reply(14 * DAY, 'lin', '临床阶段在年度报告中说明即可；请提供新供应商的检验报告三批。', {
      passTo: 'yangben',
      twin: 'In the clinical stage the annual report is enough. Please send certificates of three lots.',
    })
    .opened(13 * DAY, 'gu');
}

function workspace(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{
      by: 'ana',
      to: 'exemplis',
      seenBy: ['exemplis', 'modelo'],
      at: 4.4 * DAY,
      category: 'TS-SUPPLY',
      severity: 'S4',
    },
    title: 'Clinical kits for three sites in São Paulo',
    body: 'We plan first patient in for April. Which lead time do you need for 90 kits with a label in Portuguese?',
  }).opened(4.2 * DAY, 'camille', 'thomas');

  new TicketTelling(world, {
    ...{ by: 'helen', to: 'exemplis', seenBy: ['exemplis'], at: 3.3 * DAY, category: 'TS-IT', severity: 'S4' },
    title: 'Who of us reads the weekend batch updates?',
    body: 'Until harvest of 014 one of us should look twice a day. I take Saturday. @Julien Mercadal, Sunday?',
  }).reply(3.2 * DAY, 'julien', 'Sunday is fine. I also watch the glucose of the night shift.');

  new TicketTelling(world, {
    ...{ by: 'zhou', to: 'exemplis', seenBy: ALL, at: 40 * DAY, category: 'TS-IT', severity: 'S4' },
    title: '请开通新同事的阅读权限',
    body: '质量部新同事需要阅读稳定性文件。',
  }).cancel(39.5 * DAY, 'zhou', '本公司管理员已自行开通。');

  new TicketTelling(world, {
    ...{ by: 'lin', to: 'shili', seenBy: ['shili'], at: 2.6 * DAY, category: 'TS-REG', severity: 'S3' },
    title: '内部：年终沟通会议资料分工',
    body: '药学部分由@周启明 汇总，我负责与委托方确认。请周三前给我初稿。',
  }).reply(2.2 * DAY, 'zhou', '收到，稳定性章节等委托方的统计报告。');
}
