import type uPlot from 'uplot';
import { aligned, type ChartShape, heights, namedHeights, namedPlaces } from './chart-shape.ts';

interface Painted {
  readonly host: HTMLElement;
  readonly shape: () => ChartShape;
  readonly size: { readonly width: number; readonly height: number };
  readonly sync: string | undefined;
  readonly hovered: (x: number | null) => void;
}

const AXIS = 34;
const NAMES = 18;
const LABEL_APART = 16;
const DOTS_UP_TO = 60;

/** How one parameter's chart is drawn: two bands, set-point, an earlier batch in grey, the batch in ink, excursions in red. */
export function plotOptions({ host, shape, size, sync, hovered }: Painted): uPlot.Options {
  const ink = (name: string) => getComputedStyle(host).getPropertyValue(name).trim();
  const font = () => `11px ${ink('--sans')}`;
  const few = () => shape().points.length <= DOTS_UP_TO;
  return {
    ...size,
    padding: [6, 6, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      ...(sync === undefined ? {} : { sync: { key: sync, scales: ['x', null] } }),
    },
    scales: {
      x: { time: false, range: () => [0, shape().length] },
      y: { range: () => heights(shape()) },
    },
    axes: [
      {
        stroke: () => ink('--ink-3'),
        font: font(),
        size: NAMES,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        border: { show: true, stroke: () => ink('--line'), width: 1 },
        splits: () => namedPlaces(shape().length, shape().unit),
        values: (_plot, places) =>
          places.map((place) => (place === 0 ? `${shape().unit === 'day' ? 'd' : 'h'}0` : String(place))),
      },
      {
        stroke: () => ink('--ink-3'),
        font: font(),
        size: AXIS,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        splits: (plot) => {
          const [low, high] = heights(shape());
          return namedHeights(
            shape().bands,
            ((high - low) * LABEL_APART) / Math.max(1, plot.bbox.height / devicePixelRatio),
          );
        },
        values: (_plot, marks) => marks.map(limitText),
      },
    ],
    series: [
      {},
      { stroke: () => ink('--trace-prev'), width: 1, spanGaps: true, points: { show: false } },
      {
        stroke: () => ink('--trace'),
        width: 1.5,
        spanGaps: true,
        points: { show: () => few(), size: 4, fill: () => ink('--trace'), stroke: () => ink('--trace') },
      },
    ],
    hooks: {
      drawClear: [(plot) => paintRanges(plot, shape(), ink)],
      draw: [(plot) => paintOver(plot, shape(), ink)],
      setCursor: [(plot) => hovered((plot.cursor.left ?? -1) < 0 ? null : plot.posToVal(plot.cursor.left ?? 0, 'x'))],
    },
  };
}

/** A limit as it is set: 70, not 70.0. */
const limitText = (limit: number): string => String(Number(limit.toFixed(3)));

export const plotData = (shape: ChartShape): uPlot.AlignedData => aligned(shape);

type Ink = (name: string) => string;

/** A box on the canvas, kept within the plot. */
function box(plot: uPlot, [x1, x2]: [number, number], [y1, y2]: [number, number]): [number, number, number, number] {
  const { left, top, width, height } = plot.bbox;
  const [a, b] = [plot.valToPos(x1, 'x', true), plot.valToPos(x2, 'x', true)].map((x) =>
    Math.min(left + width, Math.max(left, x)),
  );
  const [c, d] = [plot.valToPos(y1, 'y', true), plot.valToPos(y2, 'y', true)].map((y) =>
    Math.min(top + height, Math.max(top, y)),
  );
  return [a ?? 0, d ?? 0, (b ?? 0) - (a ?? 0), (c ?? 0) - (d ?? 0)];
}

function paintRanges(plot: uPlot, shape: ChartShape, ink: Ink): void {
  const { ctx } = plot;
  const [low, high] = heights(shape);
  ctx.save();
  for (const { from, to, normal, acceptable, setPoint } of shape.bands) {
    const across: [number, number] = [from ?? 0, to ?? shape.length];
    for (const [limits, color] of [
      [acceptable, '--band-par'],
      [normal, '--band-nor'],
    ] as const) {
      if (limits.min === undefined && limits.max === undefined) continue;
      ctx.fillStyle = ink(color);
      ctx.fillRect(...box(plot, across, [limits.min ?? low, limits.max ?? high]));
    }
    if (setPoint === null) continue;
    ctx.strokeStyle = ink('--setpoint');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    const [x, y, width] = box(plot, across, [setPoint, setPoint]);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + width, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.restore();
}

function paintOver(plot: uPlot, shape: ChartShape, ink: Ink): void {
  const { ctx } = plot;
  ctx.save();
  ctx.font = `600 ${11 * devicePixelRatio}px ${ink('--sans')}`;
  shape.excursions.forEach((excursion, index) =>
    paintExcursion(plot, excursion, index === shape.excursions.length - 1, ink),
  );
  if (shape.window !== null) paintWindow(plot, shape.window, ink);
  paintLast(plot, shape, ink);
  ctx.restore();
}

function paintExcursion(
  plot: uPlot,
  { from, to, side, label }: ChartShape['excursions'][number],
  named: boolean,
  ink: Ink,
): void {
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const [x, , width] = box(plot, [from, to], [0, 0]);
  ctx.fillStyle = ink('--danger');
  ctx.globalAlpha = 0.12;
  ctx.fillRect(x - 2 * px, bbox.top, Math.max(width, px) + 4 * px, bbox.height);
  ctx.globalAlpha = 1;
  const center = x + width / 2;
  const y = side === 'below' ? bbox.top + bbox.height - 4 * px : bbox.top + 4 * px;
  const point = side === 'below' ? 1 : -1;
  ctx.beginPath();
  ctx.moveTo(center, y + 3 * px * point);
  ctx.lineTo(center - 4 * px, y - 4 * px * point);
  ctx.lineTo(center + 4 * px, y - 4 * px * point);
  ctx.fill();
  // Several excursions would write over each other: the last one is told in words, all of them in the table.
  if (!named) return;
  const roomRight = bbox.left + bbox.width - center > ctx.measureText(label).width + 10 * px;
  ctx.textAlign = roomRight ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  ctx.fillText(label, center + (roomRight ? 8 : -8) * px, y);
}

/** The last point is open: more may come. */
function paintLast(plot: uPlot, { points, note }: ChartShape, ink: Ink): void {
  const last = points.at(-1);
  if (last === undefined) return;
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const [x, y] = [plot.valToPos(last.x, 'x', true), plot.valToPos(last.y, 'y', true)];
  ctx.beginPath();
  ctx.arc(x, y, 3 * px, 0, 2 * Math.PI);
  ctx.fillStyle = ink('--panel');
  ctx.fill();
  ctx.lineWidth = 1.5 * px;
  ctx.strokeStyle = ink('--trace');
  ctx.stroke();
  if (note === null) return;
  ctx.fillStyle = ink('--ink');
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = x - bbox.left > ctx.measureText(note).width + 8 * px ? 'right' : 'left';
  ctx.fillText(note, x + (ctx.textAlign === 'right' ? -7 : 7) * px, Math.max(bbox.top + 10 * px, y - 8 * px));
}

function paintWindow(plot: uPlot, { from, to }: { from: number; to: number }, ink: Ink): void {
  const { ctx, bbox } = plot;
  const [x, , width] = box(plot, [from, to], [0, 0]);
  ctx.strokeStyle = ink('--ink');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 2 * devicePixelRatio]);
  ctx.strokeRect(x, bbox.top + 0.5, width, bbox.height - 1);
  ctx.setLineDash([]);
}
