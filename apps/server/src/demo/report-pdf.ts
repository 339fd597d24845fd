import PDFDocument from 'pdfkit';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly caption: string;
}
export interface Section {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly table?: Table;
  readonly chart?: {
    readonly caption: string;
    readonly points: readonly number[];
    readonly low: number;
    readonly high: number;
  };
}
export interface Report {
  readonly number: string;
  readonly version: string;
  readonly standing: string;
  readonly title: string;
  readonly owner: string;
  readonly at: string;
  readonly sections: readonly Section[];
}

type Paper = PDFKit.PDFDocument;
const LEFT = 64;
const RIGHT = 595.28 - 64;
const WIDTH = RIGHT - LEFT;
const TOP = 92;
const BOTTOM = 841.89 - 84;
const INK = '#18181b';
const GREY = '#5f5f68';
const LINE = '#c9c9d0';
const NOTICE = 'Illustrative. Companies, people, molecule and every process value are invented for the demo program.';

/** A small report as a GMP document would look: header and footer on each page, tables with captions, page x of y. */
export function reportPdf(report: Report): Promise<Uint8Array> {
  const paper = new PDFDocument({
    size: 'A4',
    bufferPages: true,
    margins: { top: TOP, left: LEFT, right: 64, bottom: 0 },
    info: { Title: `${report.number} ${report.title}`, Author: report.owner, CreationDate: new Date(report.at) },
  });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Uint8Array>((resolve) =>
    paper.on('end', () => resolve(new Uint8Array(Buffer.concat(parts)))),
  );
  titleBlock(paper, report);
  for (const [index, section] of report.sections.entries()) writeSection(paper, section, index + 1);
  stampPages(paper, report);
  paper.end();
  return done;
}

function titleBlock(paper: Paper, { number, version, title, owner, at, standing }: Report): void {
  paper.font('Helvetica-Bold').fontSize(19).fillColor(INK).text(title, LEFT, TOP, { width: WIDTH });
  paper.moveDown(0.8);
  const facts = [
    ['Document', number],
    ['Version', version],
    ['Owner', owner],
    ['Date', at.slice(0, 10)],
    ['Standing', standing],
  ];
  const top = paper.y;
  for (const [index, [name = '', value = '']] of facts.entries()) {
    const y = top + index * 17;
    paper.font('Helvetica').fontSize(9).fillColor(GREY).text(name, LEFT, y);
    paper.fillColor(INK).text(value, LEFT + 90, y);
  }
  paper.y = top + facts.length * 17 + 6;
  rule(paper, paper.y);
  paper.y += 14;
}

function writeSection(paper: Paper, { heading, paragraphs = [], table, chart }: Section, place: number): void {
  room(paper, 70);
  paper
    .font('Helvetica-Bold')
    .fontSize(12.5)
    .fillColor(INK)
    .text(`${place}  ${heading}`, LEFT, paper.y, { width: WIDTH });
  paper.moveDown(0.4);
  for (const paragraph of paragraphs) writeParagraph(paper, paragraph);
  if (table !== undefined) writeTable(paper, table);
  if (chart !== undefined) writeChart(paper, chart);
  paper.y += 10;
}

function writeParagraph(paper: Paper, text: string): void {
  paper.font('Helvetica').fontSize(10).fillColor(INK);
  room(paper, paper.heightOfString(text, { width: WIDTH, lineGap: 3 }) + 8);
  paper.text(text, LEFT, paper.y, { width: WIDTH, lineGap: 3 });
  paper.y += 7;
}

function writeTable(paper: Paper, { columns, rows, caption }: Table): void {
  const share = WIDTH / (columns.length + 0.6);
  const widths = columns.map((_, column) => (column === 0 ? share * 1.6 : share));
  const draw = (cells: readonly string[], head: boolean) => {
    paper.font(head ? 'Helvetica-Bold' : 'Helvetica').fontSize(9);
    const height =
      Math.max(...cells.map((cell, column) => paper.heightOfString(cell, { width: (widths[column] ?? 0) - 12 }))) + 11;
    room(paper, height);
    const y = paper.y;
    let x = LEFT;
    for (const [column, cell] of cells.entries()) {
      const width = widths[column] ?? 0;
      if (head) paper.rect(x, y, width, height).fill('#f2f2f4');
      paper.rect(x, y, width, height).lineWidth(0.6).stroke(LINE);
      paper.fillColor(INK).text(cell, x + 6, y + 6, { width: width - 12 });
      x += width;
    }
    paper.y = y + height;
  };
  draw(columns, true);
  for (const row of rows) draw(row, false);
  writeCaption(paper, caption);
}

/** One measured line over its acceptance band, with the axis labelled at the limits. */
function writeChart(paper: Paper, { caption, points, low, high }: NonNullable<Section['chart']>): void {
  const height = 130;
  room(paper, height + 40);
  const top = paper.y + 4;
  const floor = Math.min(low, ...points) - (high - low) * 0.25;
  const ceiling = Math.max(high, ...points) + (high - low) * 0.25;
  const yOf = (value: number) => top + height - ((value - floor) / (ceiling - floor)) * height;
  const xOf = (index: number) => LEFT + 34 + (index / (points.length - 1)) * (WIDTH - 40);
  paper.rect(LEFT + 30, yOf(high), WIDTH - 30, yOf(low) - yOf(high)).fill('#efeff2');
  paper
    .rect(LEFT + 30, top, WIDTH - 30, height)
    .lineWidth(0.6)
    .stroke(LINE);
  paper.font('Helvetica').fontSize(8).fillColor(GREY);
  paper
    .text(String(high), LEFT, yOf(high) - 4, { width: 26, align: 'right' })
    .text(String(low), LEFT, yOf(low) - 4, { width: 26, align: 'right' });
  paper.lineWidth(1.1).strokeColor(INK);
  for (const [index, value] of points.entries()) {
    if (index === 0) paper.moveTo(xOf(index), yOf(value));
    else paper.lineTo(xOf(index), yOf(value));
  }
  paper.stroke();
  paper.y = top + height;
  writeCaption(paper, caption);
}

function writeCaption(paper: Paper, caption: string): void {
  paper
    .font('Helvetica')
    .fontSize(8)
    .fillColor(GREY)
    .text(`${caption} Illustrative values.`, LEFT, paper.y + 5, { width: WIDTH });
  paper.y += 8;
}

function stampPages(paper: Paper, { number, version, standing, owner }: Report): void {
  const { count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    paper.switchToPage(page);
    paper.font('Helvetica').fontSize(8.5).fillColor(GREY);
    paper.text(`${number} · ${version} · ${owner} · ${standing}`, LEFT, 48, { width: WIDTH - 80, lineBreak: false });
    paper.text(`Page ${page + 1} of ${count}`, RIGHT - 80, 48, { width: 80, align: 'right', lineBreak: false });
    rule(paper, 64);
    rule(paper, BOTTOM + 22);
    paper.text(NOTICE, LEFT, BOTTOM + 30, { width: WIDTH, lineBreak: false });
  }
}

function rule(paper: Paper, y: number): void {
  paper.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.6).stroke(LINE);
}

function room(paper: Paper, needed: number): void {
  if (paper.y + needed <= BOTTOM) return;
  paper.addPage();
  paper.y = TOP;
}
