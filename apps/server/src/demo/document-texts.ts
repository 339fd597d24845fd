import type { Section } from './report-pdf.ts';

const scope = (subject: string): Section => ({
  heading: 'Purpose and scope',
  paragraphs: [
    `${subject} It covers EXB-101 drug substance made at 200 L (process v1.0) and 2,000 L (process v2.0) in the Wuxi plant of Yangben BioWorks.`,
    'Read it together with the quality agreement QA-AGR-001. Where the two differ, the quality agreement stands.',
  ],
});

const history = (lines: readonly (readonly [string, string])[]): Section => ({
  heading: 'History of versions',
  table: { columns: ['Version', 'Reason for change'], rows: lines, caption: 'Table: versions of this document.' },
});

const comparison: Section = {
  heading: 'Comparability of drug substance, 200 L and 2,000 L',
  paragraphs: [
    'Three 200 L batches (process v1.0) and two 2,000 L batches (process v2.0) were compared by the acceptance ranges set before testing in COMP-PROT-002. All attributes fell inside their ranges except sialic acid of batch 012, which is discussed below.',
  ],
  table: {
    columns: ['Attribute', 'Range set', '200 L, n = 3', '2,000 L, n = 2', 'Meets'],
    rows: [
      ['Main peak by SEC, %', 'at least 95.0', '97.1 to 97.6', '96.4 to 96.8', 'yes'],
      ['Aggregates by SEC, %', 'at most 4.0', '1.9 to 2.3', '2.8 to 3.2', 'yes'],
      ['Charge variants, main, %', '40 to 70', '54 to 58', '51 to 53', 'yes'],
      ['Sialic acid, mol/mol', '10 to 15', '11.8 to 12.6', '9.1 to 10.4', 'no'],
      ['Relative potency, %', '80 to 125', '96 to 104', '94 to 101', 'yes'],
      ['MHC class II binding, %', '80 to 120', '98 to 103', '95 to 99', 'yes'],
      ['Host-cell protein, ng/mg', 'at most 100', '14 to 22', '18 to 31', 'yes'],
    ],
    caption: 'Table: quality attributes at both scales.',
  },
};

const sialicAcid: Section = {
  heading: 'Sialic acid',
  paragraphs: [
    'The shift follows culture duration: harvest of batch 012 was 22 h later than planned. No effect on potency or clearance is expected, since MHC class II binding is unchanged and the receptor domain carries the minor share of sialylated sites.',
    'For China the comparison is repeated against the registered range of 9 to 16 mol/mol; see the CN fragment in 3.2.S.2.6. A second 2,000 L batch with harvest on day 14 is planned to confirm.',
  ],
  chart: {
    caption: 'Figure: sialic acid, mol/mol, over culture day 8 to 15, batch 012, with the range set in grey.',
    points: [13.4, 13.1, 12.7, 12.2, 11.6, 11.0, 10.2, 9.1],
    low: 10,
    high: 15,
  },
};

const unitOperations: Section = {
  heading: 'Unit operations',
  paragraphs: [
    'Set points and ranges per unit operation. A value outside the proven acceptable range is a deviation; one outside the normal operating range is reported.',
  ],
  table: {
    columns: ['Unit operation', 'Parameter', 'Set point', 'Normal range', 'Proven range'],
    rows: [
      ['N-1 perfusion', 'Viable cell density, 10E6/mL', '18', '16 to 20', '14 to 24'],
      ['Production bioreactor', 'Temperature, °C', '36.5', '36.0 to 37.0', '35.0 to 37.5'],
      ['Production bioreactor', 'pH', '7.00', '6.90 to 7.10', '6.80 to 7.20'],
      ['Production bioreactor', 'Dissolved oxygen, %', '40', '30 to 50', '20 to 60'],
      ['Protein A capture', 'Load, g/L resin', '32', '28 to 36', '20 to 40'],
      ['Viral inactivation', 'pH', '3.55', '3.45 to 3.65', '3.40 to 3.70'],
      ['Viral inactivation', 'Hold, min', '75', '60 to 90', '60 to 120'],
      ['UF/DF', 'Concentration, g/L', '30', '28 to 32', '27 to 33'],
    ],
    caption: 'Table: process v2.0, 2,000 L.',
  },
};

const growth: Section = {
  heading: 'Growth and viability',
  paragraphs: [
    'Viability stays above 85 % until harvest. The temperature shift on day 5 holds the culture in its productive phase; harvest is on day 14 or when viability falls below 80 %, whichever is first.',
  ],
  chart: {
    caption: 'Figure: viability, %, culture day 0 to 14, mean of two 2,000 L batches.',
    points: [98, 98, 97, 97, 97, 96, 96, 95, 95, 94, 93, 91, 90, 88, 86],
    low: 80,
    high: 99,
  },
};

const specification: Section = {
  heading: 'Tests and acceptance criteria',
  table: {
    columns: ['Test', 'Method', 'US and EU', 'China'],
    rows: [
      ['Appearance', 'visual', 'clear to slightly opalescent', 'clear to slightly opalescent'],
      ['Protein concentration, g/L', 'A280', '27 to 33', '27 to 33'],
      ['Aggregates by SEC, %', 'SEC-HPLC', 'at most 4.0', 'at most 3.0'],
      ['Relative potency, %', 'cell assay', '60 to 140', '70 to 130'],
      ['Endotoxin, EU/mg', 'rFC', 'at most 0.5', 'at most 0.5'],
      ['Bioburden, CFU/10 mL', 'filtration', 'at most 1', 'at most 1'],
      ['Host-cell DNA, pg/mg', 'qPCR', 'at most 10', 'at most 10'],
    ],
    caption: 'Table: release specification by market.',
  },
};

const responsibilities: Section = {
  heading: 'Who does what, and by when',
  table: {
    columns: ['Event', 'Told by', 'Told to', 'Within'],
    rows: [
      ['Critical deviation', 'Yangben', 'Exemplis', '1 business day'],
      ['Critical deviation, supply to China', 'Yangben', 'Shili', '2 business days'],
      ['Major deviation', 'Yangben', 'Exemplis', '2 business days'],
      ['Out of specification, confirmed', 'Yangben', 'Exemplis', '1 business day'],
      ['Change with effect on a filing', 'Yangben', 'Exemplis, Shili', '60 calendar days before'],
      ['Executed batch record, copy', 'Yangben', 'Exemplis', '20 calendar days'],
    ],
    caption: 'Table: notices under the agreement.',
  },
};

const plain = (heading: string, ...paragraphs: string[]): Section => ({ heading, paragraphs });

export const documentTexts = {
  comparability: [
    scope('This report compares drug substance before and after the change of scale, within the meaning of ICH Q5E.'),
    comparison,
    sialicAcid,
    plain(
      'Process impurities',
      'Residual host-cell DNA and protein A were below the limit of quantitation in all five batches. Depth-filter load was within 80 to 120 L/m² at both scales.',
    ),
    plain(
      'Conclusion',
      'Within the meaning of ICH Q5E the two processes give comparable drug substance, subject to the confirmation named under sialic acid.',
    ),
    history([
      ['v0.6', 'First data of both scales'],
      ['v0.8', 'Yangben data of batch 012'],
      ['v0.9', 'Sialic acid discussed, conclusion limited'],
    ]),
  ],
  comparabilityProtocol: [
    scope('This protocol sets the attributes, methods and ranges of the comparison before any batch is tested.'),
    comparison,
    plain(
      'Decision',
      'A value outside its range does not fail the comparison by itself. It is explained, its effect on safety and efficacy is judged, and both quality units sign the judgment.',
    ),
  ],
  process: [
    scope('This document describes the manufacturing process as it is run.'),
    unitOperations,
    growth,
    plain(
      'Hold points',
      'Neutralized viral inactivation pool: at most 24 h at 2 to 8 °C. Filtered harvest: at most 48 h at 2 to 8 °C. Drug substance: at most 14 days at 2 to 8 °C before freezing.',
    ),
    history([
      ['v1.0', '200 L process'],
      ['v2.0', '2,000 L process, N-1 perfusion'],
    ]),
  ],
  redactedProcess: [
    scope('This is the copy for the licensee. Media and feed compositions are given by code name.'),
    unitOperations,
    plain('Media', 'Basal medium YB-M4 and feed YB-F7 are chemically defined and free of animal-derived components.'),
  ],
  specification: [
    scope('This specification sets tests, methods and criteria for release of drug substance.'),
    specification,
    plain(
      'Rounding',
      'Results are rounded to the decimals of the criterion and then compared. The unrounded result is kept in the record.',
    ),
  ],
  agreement: [
    scope('This agreement divides the duties of good manufacturing practice between the three companies.'),
    responsibilities,
    plain(
      'Release',
      'Each territory has one company that decides on release. A decision for one territory never changes a decision for another.',
    ),
  ],
  batchRecord: [
    scope('This master record is the instruction from which every batch record is issued.'),
    unitOperations,
    plain(
      'Signatures',
      'Each step is signed by the operator and by a second person at the time of the act. A late entry is marked as such, with its reason.',
    ),
  ],
  transfer: [
    scope('This plan says what is transferred, who receives it, and how success is judged.'),
    responsibilities,
    plain(
      'Success',
      'Three consecutive batches within the proven acceptable ranges, with every release test inside its criterion.',
    ),
  ],
  cellLine: [
    plain(
      'Construct',
      'The expression construct carries the fusion gene under a strong promoter with a selection marker. Sequence and vector map are kept in SEQ-001.',
    ),
    plain(
      'Clone selection',
      'Of 1,152 clones screened, clone 7F3 was chosen for titer, growth and stability over 70 generations.',
    ),
    { ...growth, heading: 'Stability of the clone' },
  ],
  stability: [
    scope('This protocol sets conditions, time points and tests of the stability study.'),
    {
      heading: 'Conditions',
      table: {
        columns: ['Condition', 'Time points, months', 'Batches'],
        rows: [
          ['-60 °C or colder', '0, 3, 6, 9, 12, 18, 24, 36', '3'],
          ['2 to 8 °C', '0, 1, 3, 6', '3'],
          ['25 °C, 60 % RH', '0, 1, 2, 3', '1'],
        ],
        caption: 'Table: study design.',
      },
    },
    specification,
  ],
  deviation: [
    plain(
      'What happened',
      'On culture day 6 of batch 012 the feed pump of bioreactor 2 stopped for 41 minutes. Glucose fell to 1.1 g/L. The operator restarted the pump and told the supervisor at once.',
    ),
    {
      heading: 'Glucose over the event',
      chart: {
        caption: 'Figure: glucose, g/L, two hours before to four hours after.',
        points: [3.2, 3.1, 3.0, 2.6, 1.9, 1.1, 1.8, 2.7, 3.1, 3.2],
        low: 2,
        high: 4,
      },
    },
    plain(
      'Assessment',
      'Class: major. Viability and lactate stayed inside their ranges. The batch went on; extra samples were taken on days 7 and 8.',
    ),
    plain('Action', 'Pump heads of both bioreactors were replaced. The alarm delay was cut from 30 to 5 minutes.'),
  ],
  regional: [
    plain(
      '3.2.R China',
      'Process validation scheme, registration test samples and the comparison against the registered range are given here. The shared core is quoted by section and version.',
    ),
    specification,
  ],
  label: [
    plain(
      'Label text',
      'Concentrate for solution for infusion. Store at 2 to 8 °C. Do not freeze. Protect from light. For clinical trial use only.',
    ),
    {
      heading: 'Elements',
      table: {
        columns: ['Element', 'English', 'Chinese copy'],
        rows: [
          ['Name', 'EXB-101', 'in preparation'],
          ['Strength', '10 mg/mL', 'in preparation'],
          ['Storage', '2 to 8 °C', 'in preparation'],
        ],
        caption: 'Table: label elements.',
      },
    },
  ],
  method: [
    scope('This report gives the validation of the SEC-HPLC method for aggregates.'),
    {
      heading: 'Results',
      table: {
        columns: ['Characteristic', 'Criterion', 'Found'],
        rows: [
          ['Repeatability, RSD', 'at most 5 %', '2.1 %'],
          ['Intermediate precision, RSD', 'at most 8 %', '3.7 %'],
          ['Linearity, r²', 'at least 0.995', '0.9991'],
          ['Quantitation limit', 'at most 0.5 %', '0.2 %'],
        ],
        caption: 'Table: validation of the method.',
      },
    },
  ],
} satisfies Record<string, readonly Section[]>;

export type DocumentText = keyof typeof documentTexts;
