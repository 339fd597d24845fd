import type { Curve, Measured } from './figure.ts';
import { cells, columns, facts, type Report } from './report.ts';

/** A page with the table and the curves, product and yardstick on one plot, both axes logarithmic. */
export function html(report: Report): string {
  const row = (tag: string) => (some: readonly string[]) =>
    `<tr>${some.map((cell) => `<${tag}>${plain(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<title>Crossflow: proof</title>
<style>
  body { max-width: 1100px; margin: 40px auto; padding: 0 20px; font: 14px/1.5 system-ui, sans-serif; color-scheme: light dark; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #8884; text-align: left; }
  svg { display: block; width: 100%; max-width: 640px; margin: 8px 0 32px; }
  path { fill: none; stroke: currentColor; stroke-width: 2; }
  .yardstick { stroke-dasharray: 4 4; opacity: 0.6; }
  .grid { stroke-width: 0.5; opacity: 0.3; }
  text { fill: currentColor; font-size: 11px; }
</style>
<h1>Proof</h1>
<p>${plain(facts(report))}</p>
<table>${row('th')(columns)}${report.figures.map(cells).map(row('td')).join('')}</table>
${report.figures.map(plotOf).join('\n')}
</html>
`;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [640, 280, 56, 32];

function plotOf({ id, title, unit, curve }: Measured): string {
  if (curve === undefined) return '';
  const all = curve.points.flatMap(({ value, yardstick }) => [value, ...(yardstick === undefined ? [] : [yardstick])]);
  const [x, y] = [decades(curve.points.map(({ at }) => at)), decades(all)];
  const across = (at: number) => LEFT + ((Math.log10(at) - x.from) / (x.to - x.from)) * (WIDTH - LEFT - 16);
  // There is no place for nothing at all on such an axis.
  const up = (value: number) =>
    12 + (1 - (Math.max(y.from, Math.log10(value)) - y.from) / (y.to - y.from)) * (HEIGHT - BOTTOM - 12);
  const lines = steps(y).map((power) => {
    const at = up(10 ** power);
    return `<path class="grid" d="M${LEFT} ${at}H${WIDTH}" /><text x="0" y="${at + 4}">${10 ** power} ${unit}</text>`;
  });
  const marks = steps(x).map(
    (power) => `<text x="${across(10 ** power) - 12}" y="${HEIGHT - 8}">${(10 ** power).toLocaleString('en')}</text>`,
  );
  const path = (of: (point: Curve['points'][number]) => number | undefined) =>
    curve.points
      .flatMap((point) => (of(point) === undefined ? [] : `${across(point.at)} ${up(of(point) ?? 1)}`))
      .join('L');
  const yardstick = path((point) => point.yardstick);
  return `<h2>${plain(`${id} ${title}`)}</h2>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${plain(`${title}, by ${curve.along}`)}">
  ${[...lines, ...marks].join('')}
  <path d="M${path((point) => point.value)}" />${yardstick === '' ? '' : `<path class="yardstick" d="M${yardstick}" />`}
</svg>
<p>Along: ${plain(curve.along)}. Dashed: the yardstick.</p>`;
}

function decades(values: readonly number[]): { from: number; to: number } {
  const powers = values.filter((value) => value > 0).map(Math.log10);
  const from = Math.floor(Math.min(...powers));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...powers))) };
}
const steps = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
