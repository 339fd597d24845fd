import { DAY, TicketTelling, type Company } from './ticket-telling.ts';
import type { DemoWorld } from './world.ts';

const PAIR: readonly Company[] = ['exemplis', 'yangben'];
const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];

/** Capture to bulk, and filling. Every process value is illustrative. */
export function purificationTickets(world: DemoWorld): void {
  hostCellProtein(world);
  captureYield(world);
  resinLifetime(world);
  polishing(world);
  virusFilter(world);
  integrityTest(world);
  diavolumes(world);
  fillWeight(world);
  thawingBags(world);
  mediaFill(world);
}

function hostCellProtein(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: PAIR, at: 43 * DAY, category: 'TS-IMP', severity: 'S2' },
    title: 'Host cell protein 1,450 ng/mg after capture, alert is 1,200',
    body: 'Cycle 3 of the engineering run. Cycles 1 and 2 were 880 and 960. The wash volume is unchanged.',
  })
    .reply(42.8 * DAY, 'marc', 'How long did the harvest stand at room temperature before cycle 3?', {
      passTo: 'yangben',
    })
    .reply(42.5 * DAY, 'shen', '19 hours; cycles 1 and 2 were loaded within 6.', { passTo: 'exemplis' })
    .reply(
      42 * DAY,
      'marc',
      'That is the reason. Keep the load at 2 to 8 °C, or load within 12 h. CEX brings it under 50 either way.',
      {
        proposed: true,
        twin: '原因在此。上样液请在 2 至 8 °C 保存，或 12 小时内上样。CEX 后都低于 50。',
      },
    )
    .accept(41.5 * DAY, 'shen')
    .close(40 * DAY, 'shen', 'process-change', 'Clarified harvest was held too long at room temperature.');
}

function captureYield(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 4.6 * DAY, due: -2 * DAY, category: 'TS-TITRE', severity: 'S3' },
    title: 'Protein A yield 88 % on batch 013, expected 93 %',
    body: 'Breakthrough is normal, elution pool stop at 0.5 AU as in the record. Strip peak is twice as high as on 012.',
  })
    .opened(4.4 * DAY, 'camille')
    .assign(4.3 * DAY, 'camille', 'julien')
    .reply(
      3.7 * DAY,
      'julien',
      'The strip peak says elution was incomplete. Please send the elution pH trace and the conductivity of the buffer.',
      {
        passTo: 'yangben',
      },
    )
    .note(3.5 * DAY, 'gu', '内部：缓冲液配制记录 pH 3.62，标准 3.50±0.05，需要偏差。先通知质量部。');
}

function resinLifetime(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 14 * DAY, category: 'TS-RAW', severity: 'S3' },
    title: '蛋白 A 填料替代批次的寿命数据',
    body: '供应商通知填料批次更换。请提供贵方 100 次循环的载量与配基脱落数据，以便评估。',
  })
    .reply(
      13 * DAY,
      'marc',
      'Data of 100 cycles exist for the old lot only. We ask the vendor and come back by Friday.',
      {
        twin: '仅有旧批次的 100 次循环数据。我们向供应商索取，周五前答复。',
      },
    )
    .opened(12.5 * DAY, 'gu', 'shen')
    .reply(9.5 * DAY, 'marc', 'The vendor needs the lot number of your delivery.', { passTo: 'yangben' })
    .opened(9 * DAY, 'gu');
}

function polishing(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 1.9, due: -5, category: 'TS-AGG', severity: 'S2' },
    title: 'CEX pool: aggregates 1.4 %, may step 2 begin?',
    body: 'In-process limit is 1.5 %, alert 1.2 %. Load conductivity was 5.4 mS/cm, inside the range. Step 2 waits for your word.',
  })
    .opened(1.7, 'camille')
    .reply(1.2, 'camille', 'Begin. Take a retain sample of the pool before and after.', { proposed: true });

  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 27 * DAY, category: 'TS-EQUIP', severity: 'S4' },
    title: 'CEX 柱床高度 19.2 cm，记录要求 20 ± 1 cm',
    body: '装柱后床高 19.2 cm，理论塔板数 3,100，不对称 1.1。是否可用？',
  })
    .reply(26.8 * DAY, 'marc', 'Usable: inside 19 to 21 cm, and the plates are well above 2,000.', {
      proposed: true,
      twin: '可用：在 19 至 21 cm 之内，塔板数远高于 2,000。',
    })
    .accept(26.5 * DAY, 'wu')
    .close(26 * DAY, 'wu', 'no-defect-found');

  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: ALL, at: 22 * DAY, category: 'TS-IMP', severity: 'S3' },
    title: 'Residual DNA method: limit in ng per dose or per mg?',
    body: 'The specification says 10 ng/dose, the certificate template says pg/mg. Which one do the three regions file?',
  })
    .reply(
      21 * DAY,
      'thomas',
      'We file ng/dose everywhere; the certificate may show both. @周启明, does that fit the China specification?',
      {
        passTo: 'shili',
      },
    )
    .reply(19.5 * DAY, 'zhou', '可以。中国标准同样按每剂量计算，证书中两种单位都列出。', {
      passTo: 'yangben',
      twin: 'Yes. The China specification is per dose as well; list both units on the certificate.',
    })
    .reply(19 * DAY, 'shen', 'The template is changed from lot 013 on.', { proposed: false })
    .opened(18.9 * DAY, 'thomas', 'helen', 'zhou')
    .close(18 * DAY, 'shen', 'information-given', 'Two units in two documents.');
}

function virusFilter(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 32 * DAY, category: 'TS-FILT', severity: 'S3' },
    title: '除病毒过滤器选型与面积',
    body: '2,000 L 批次预计 210 L 过滤体积，按 70 L/m² 需要 3 m²。是否需要预过滤器？压力上限 2.0 bar 是否适用？',
  })
    .reply(
      31 * DAY,
      'julien',
      '需要 0.1 µm 预过滤器，面积 1:1。压力 1.8 bar，不可中断；中断超过 15 分钟须在 PAR 内评估。过滤面积按 60 L/m² 更稳妥，取 3.5 m²。',
      {
        proposed: true,
        twin: 'A 0.1 µm prefilter is needed, area 1:1. Pressure 1.8 bar without pause. Size at 60 L/m²: 3.5 m².',
      },
    )
    .accept(30.6 * DAY, 'gu')
    .close(30 * DAY, 'gu', 'information-given');
}

function integrityTest(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 5.2 * DAY, due: 0.6 * DAY, category: 'TS-FILT', severity: 'S2' },
    title: '除病毒过滤后完整性测试首次未通过',
    body: '013 批过滤器泡点测试第一次 1.1 bar（标准 ≥ 1.4 bar），重新润湿后 1.6 bar 通过。是否需要重过滤？',
  })
    .opened(5.15 * DAY, 'camille', 'helen')
    .reply(
      5 * DAY,
      'helen',
      'A second wetting is allowed once by the record. Send both printouts; no re-filtration before we have seen them.',
      {
        passTo: 'yangben',
        twin: '批记录允许再润湿一次。请提供两份打印件；在我们看到之前不要重过滤。',
      },
    )
    .reply(4.2 * DAY, 'shen', 'Both printouts are attached to the deviation draft.', { passTo: 'exemplis' })
    .opened(4 * DAY, 'helen', 'camille', 'thomas')
    .share(3.5 * DAY, 'wu', ALL, 'from-now-on', '013 批分配中国市场，示例医药需知情。');
}

function diavolumes(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 16 * DAY, category: 'TS-FILT', severity: 'S4' },
    title: 'UF/DF: seven or eight diavolumes?',
    body: 'Excipient exchange is at 99.4 % after seven. The record asks for seven, the transfer report recommends eight.',
  })
    .reply(15.8 * DAY, 'marc', 'Eight. The record follows the report with its next version.', { proposed: true })
    .accept(15.6 * DAY, 'chen');
}

function fillWeight(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: ALL, at: 11 * DAY, due: 2.5 * DAY, category: 'TS-SPEC', severity: 'S3' },
    title: 'Fill weight: target 10.4 g or 10.6 g?',
    body: 'The label claims 10 mL. Density 1.03 g/mL and an overfill of 0.3 mL give 10.6 g. The master batch record says 10.4 g.',
  })
    .opened(10.8 * DAY, 'helen', 'thomas', 'zhou')
    .reply(
      10 * DAY,
      'thomas',
      'The overfill is 0.1 mL in the dossier of the EU. @Zhou Qiming, what is filed in China?',
      { passTo: 'shili' },
    )
    .opened(9.8 * DAY, 'zhou', 'lin')
    .note(9 * DAY, 'zhou', '内部：中国申报资料写 0.3 mL，需先与注册部核对。');
}

function thawingBags(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 8.2, due: -30, category: 'TS-LOG', severity: 'S3' },
    title: '原液袋解冻速度：分装前是否可以提前一天取出？',
    body: 'DP-26-006 周四灌装，解冻按程序需 36 小时。请确认可从周二 20:00 开始。',
  });
}

function mediaFill(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'helen', to: 'yangben', seenBy: PAIR, at: 38 * DAY, category: 'TS-MICRO', severity: 'S2' },
    title: 'Media fill: one vial of line 2 not incubated',
    body: 'The report lists 5,099 of 5,100 vials. Where is the last one, and was the run still valid?',
  })
    .reply(
      37.5 * DAY,
      'shen',
      'Broken at loading, recorded on page 41 with photo; the protocol allows up to ten such losses.',
      {
        proposed: true,
      },
    )
    .accept(37 * DAY, 'helen')
    .close(36 * DAY, 'helen', 'no-defect-found');
}
