import { DAY, TicketTelling, type Company } from './ticket-telling.ts';
import type { DemoWorld } from './world.ts';

const PAIR: readonly Company[] = ['exemplis', 'yangben'];
const ALL: readonly Company[] = ['exemplis', 'shili', 'yangben'];

/** Cells, seed train and bioreactor. Every process value is illustrative. */
export function cultureTickets(world: DemoWorld): void {
  slowSeedTrain(world);
  countOfDoublings(world);
  labelOfTheVial(world);
  titerBelowThePilot(world);
  osmolality(world);
  sialicAcid(world);
  limitOfTheProbe(world);
  agitation(world);
  bioburden(world);
  harvest(world);
}

function slowSeedTrain(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 61 * DAY, category: 'TS-SEED', severity: 'S3' },
    title: '种子扩增第 2 代倍增时间 29 小时',
    body: '摇瓶第 2 代倍增时间 29 小时，历史范围 24 至 27 小时。活率 97%，形态正常。是否可以继续到 N-1？',
  })
    .opened(60.9 * DAY, 'julien', 'camille')
    .assign(60.8 * DAY, 'camille', 'julien')
    .reply(
      60.5 * DAY,
      'julien',
      'Continue. The new cell line needs one passage more after thaw; below 28 h by passage 3 is what we see.',
      {
        proposed: true,
        twin: '可以继续。新细胞株复苏后需要多传一代；第 3 代低于 28 小时即符合我们的经验。',
      },
    )
    .accept(60.2 * DAY, 'wu')
    .close(58 * DAY, 'wu', 'no-defect-found', 'The first passage after thaw is slower with the new cell line.');
}

function countOfDoublings(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 52 * DAY, category: 'TS-CELL', severity: 'S3' },
    title: 'Population doublings: where does the count start?',
    body: 'Our record counts from the WCB vial, the transfer plan from the MCB. At harvest that is 38 or 61 doublings. Which one does the limit of 70 refer to?',
  })
    .reply(
      51.6 * DAY,
      'camille',
      'From the MCB. The limit of 70 comes from the end-of-production study; 61 is inside.',
      {
        proposed: true,
      },
    )
    .opened(51.5 * DAY, 'chen', 'gu', 'shen')
    .accept(51 * DAY, 'chen')
    .close(50 * DAY, 'chen', 'information-given');
}

function labelOfTheVial(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 3.4 * DAY, due: -1.6 * DAY, category: 'TS-CELL', severity: 'S2' },
    title: '工作细胞库 4 号管标签与清单不符',
    body: '4 号管标签日期为 2025-11-03，清单为 2025-11-13。管内容积与外观正常。批次 015 计划用此管，请确认身份。',
  })
    .opened(3.2 * DAY, 'camille', 'julien', 'helen')
    .reply(
      3 * DAY,
      'helen',
      'Please do not thaw it. Send photos of both sides of the label and the page of the freezer log.',
      {
        passTo: 'yangben',
      },
    )
    .reply(2.4 * DAY, 'shen', '照片和冰箱日志已附在偏差草稿中；同盒其他管标签均为 11-13。', {
      passTo: 'exemplis',
      twin: 'Photos and freezer log are in the draft deviation; all other vials of the box say 11-13.',
    })
    .note(
      2.2 * DAY,
      'helen',
      'Looks like a typing error of our own label printer in November. Check the print log before we say so.',
    );
}

function titerBelowThePilot(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 47 * DAY, category: 'TS-TITRE', severity: 'S3' },
    title: 'Titer at 2,000 L is 12 % below the 200 L runs',
    body: 'Engineering run: 3.9 g/L at day 14 against 4.4 g/L. Peak cell density is the same, viability at harvest 2 % lower. Do you expect this from the gassing, or from the feed?',
  })
    .reply(
      46.4 * DAY,
      'camille',
      'Which pCO~2~ profile did you see from day 7 on, and what was the temperature at the shift?',
      {
        passTo: 'yangben',
      },
    )
    .reply(
      46 * DAY,
      'chen',
      'pCO~2~ 95 to 120 mmHg from day 8; the shift took 6 h instead of 2 h because of the jacket.',
      {
        passTo: 'exemplis',
      },
    )
    .reply(
      45 * DAY,
      'camille',
      'Both cost titer:\n- keep pCO~2~ under 100 mmHg from day 7 (base sparge +10 %)\n- begin the shift 4 h earlier\n\nWe expect 4.2 g/L after that.',
      {
        proposed: true,
        twin: '两者都会降低滴度：\n- 第 7 天起 pCO~2~ 低于 100 mmHg（底通气提高 10%）\n- 降温提前 4 小时开始\n\n预计之后为 4.2 g/L。',
      },
    )
    .accept(44 * DAY, 'chen')
    .close(
      31 * DAY,
      'chen',
      'parameter-adjustment',
      'Slow jacket at the temperature shift and poor stripping of carbon dioxide.',
    );
}

function osmolality(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'wu', to: 'exemplis', seenBy: PAIR, at: 1.1 * DAY, due: -0.3 * DAY, category: 'TS-META', severity: 'S3' },
    title: '第 8 天渗透压 412 mOsm/kg',
    body: '014 批第 8 天渗透压 412 mOsm/kg，NOR 上限 400，PAR 上限 450。今晚补料是否按计划？',
  })
    .opened(1 * DAY, 'camille', 'julien')
    .reply(0.9 * DAY, 'julien', 'Yes, as planned. Measure again 4 h after the feed and tell us above 430.', {
      twin: '可以，按计划补料。补料后 4 小时复测，若高于 430 请告知。',
    });
}

function sialicAcid(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: PAIR, at: 24 * DAY, category: 'TS-GLYCO', severity: 'S2' },
    title: '唾液酸由 11.8 降至 10.6 mol/mol',
    body: '013 批第 11 天样品唾液酸 10.6 mol/mol，参考范围 10.5 至 13.0。是否与第 9 天氨浓度升高有关？是否提前收获？',
  })
    .opened(23.9 * DAY, 'camille', 'helen', 'julien')
    .assign(23.8 * DAY, 'camille', 'julien')
    .reply(
      23.6 * DAY,
      'julien',
      'Ammonia above 6 mM does that. Harvest one day earlier; the charge profile of day 13 is inside the range at 200 L.',
      {
        proposed: true,
        twin: '氨高于 6 mM 会导致此现象。请提前一天收获；200 L 第 13 天的电荷异构体在范围内。',
      },
    )
    .note(23.5 * DAY, 'julien', 'The 2025 clone did the same at 6.4 mM. Not for the record of the partner.')
    .accept(23.2 * DAY, 'gu');
}

function limitOfTheProbe(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 18 * DAY, category: 'TS-EQUIP', severity: 'S4' },
    title: 'pH probe: re-standardize at 0.05 or at 0.10?',
    body: 'The batch record says re-standardize when offline and online differ by more than 0.05. Our probes drift 0.06 within three days. Your 200 L reports use 0.10.',
  })
    .reply(17.5 * DAY, 'camille', 'Use 0.10, and enter both values. The range study covers ±0.10.', { proposed: true })
    .reject(17 * DAY, 'chen', 'Quality needs the page of the range study that says so before the record is changed.')
    .reply(16 * DAY, 'camille', 'Report PD-RPT-011, table 14, is shared with you since this morning.', {
      proposed: true,
    })
    .opened(15.9 * DAY, 'chen', 'shen', 'gu')
    .accept(15.5 * DAY, 'chen')
    .close(15 * DAY, 'chen', 'process-change', 'The limit of the batch record was stricter than the range study.');
}

function agitation(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'marc', to: 'yangben', seenBy: PAIR, at: 6.5 * DAY, due: 1.5 * DAY, category: 'TS-EQUIP', severity: 'S3' },
    title: 'Agitation at 2,000 L: tip speed or power input?',
    body: 'Your set-up sheet scales by tip speed (1.6 m/s). We transferred 24 W/m³. Please confirm which one the running batch uses.',
  })
    .opened(6.3 * DAY, 'chen', 'gu')
    .note(6 * DAY, 'chen', '内部：运行批次使用叶尖速度。换算后约 21 W/m³，先确认再答复。')
    .reply(4 * DAY, 'chen', 'It runs at 1.6 m/s, which is 21 W/m³ at this volume. Is that acceptable until harvest?', {
      passTo: 'exemplis',
    })
    .note(3.8 * DAY, 'marc', 'Acceptable from my side, but @Camille Arnoux decides: shear data exist only down to 22.');
}

function bioburden(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'shen', to: 'exemplis', seenBy: PAIR, at: 29 * DAY, category: 'TS-MICRO', severity: 'S1' },
    title: 'Bioburden 4 CFU/10 mL in the N-1 hold sample',
    body: 'Day 2 sample of the N-1 bag: 4 CFU/10 mL. Culture is clear, pH and DO normal, Gram stain negative. Production vessel is not yet inoculated. Hold or go?',
  })
    .opened(28.98 * DAY, 'camille', 'helen')
    .reply(
      28.95 * DAY,
      'helen',
      'Hold. Sample again from the bag, not from the port, and keep the back-up N-1 at 36.5 °C.',
      {
        passTo: 'yangben',
      },
    )
    .reply(
      28.5 * DAY,
      'shen',
      'Three samples from the bag: 0 CFU after 24 h by the rapid method. The port is the likely source.',
      {
        passTo: 'exemplis',
      },
    )
    .reply(28.4 * DAY, 'helen', 'Go with the same bag. Keep the 5-day plates and open a deviation for the port.', {
      proposed: true,
    })
    .accept(28.35 * DAY, 'shen')
    .close(
      22 * DAY,
      'shen',
      'raised-as-deviation',
      'Sampling port not wiped before the first draw; plates of five days without growth.',
    );
}

function harvest(world: DemoWorld): void {
  new TicketTelling(world, {
    ...{ by: 'chen', to: 'exemplis', seenBy: PAIR, at: 35 * DAY, category: 'TS-FILT', severity: 'S3' },
    title: '深层过滤面积：2,000 L 需要多少？ / Depth filter sizing at 2,000 L',
    body: '200 L 用 1.4 m² 负荷 142 L/m²，压差 0.9 bar。放大到 2,000 L 按 120 L/m² 计算需要 16.7 m²，贵方是否同意？',
  })
    .opened(34.8 * DAY, 'camille')
    .reply(
      34 * DAY,
      'marc',
      '同意按 120 L/m²，并留 20% 余量：共 20 m²，两级串联（D0HC 加 X0SP）。压差超过 1.5 bar 时切换备用膜堆。\n\n| 级 | 面积 m² | 负荷 L/m² |\n| --- | --- | --- |\n| 一级 | 12 | 167 |\n| 二级 | 8 | 250 |',
      {
        proposed: true,
        twin: 'Agreed at 120 L/m² with 20 % in reserve: 20 m² in two stages. Switch to the spare stack above 1.5 bar.',
      },
    )
    .accept(33.5 * DAY, 'chen')
    .close(33 * DAY, 'chen', 'information-given', 'Filter sizing was given for 200 L only.');

  new TicketTelling(world, {
    ...{ by: 'gu', to: 'exemplis', seenBy: ALL, at: 20 * DAY, category: 'TS-COMP', severity: 'S3' },
    title: '新细胞株：可比性需要比较哪些批次？',
    body: '请确认可比性方案中旧细胞株批次的选择：三批 200 L，还是加上 2024 年的毒理批？示例医药在中国申报中需要引用。',
  })
    .reply(
      19 * DAY,
      'thomas',
      'Three 200 L lots and the toxicology lot. The toxicology lot is what the clinical data stand on.',
      {
        passTo: 'shili',
        twin: '三批 200 L 加毒理批。临床数据以毒理批为基础。',
      },
    )
    .opened(18.8 * DAY, 'lin', 'zhou', 'gu', 'chen')
    .reply(12 * DAY, 'lin', '同意。CDE 可能要求加速稳定性比较，请一并列入方案。', {
      passTo: 'exemplis',
      twin: 'Agreed. CDE may ask for accelerated stability as well; please put it into the protocol.',
    })
    .opened(11.5 * DAY, 'thomas', 'camille')
    .assign(11 * DAY, 'camille', 'thomas');
}
