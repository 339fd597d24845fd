// A picture of a screen, the same to the last point in fewer bytes: its long runs of one color pack best without filters.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;
const COLOR_TYPE = 9;
const RGB = 2;
const DEPTH = 3;

export function smallerPng(png) {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR').content;
  if (header[COLOR_TYPE] !== RGB) throw new Error('Only pictures of plain red, green and blue are packed.');
  const width = header.readUInt32BE(0) * DEPTH;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content));
  const lines = plainLines(inflateSync(packed), width, header.readUInt32BE(4));
  const body = deflateSync(lines, { level: 9, memLevel: 9 });
  return Buffer.concat([png.subarray(0, SIGNATURE), chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', [])]);
}

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), content: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Every line with filter 0, from lines that were told as differences from their neighbors. */
function plainLines(filtered, width, height) {
  const stride = width + 1;
  const plain = Buffer.alloc(stride * height);
  for (let start = 0; start < plain.length; start += stride) {
    for (let place = start + 1; place < start + stride; place++) {
      const hasLeft = place > start + DEPTH;
      const left = hasLeft ? plain[place - DEPTH] : 0;
      const above = start > 0 ? plain[place - stride] : 0;
      const corner = hasLeft && start > 0 ? plain[place - stride - DEPTH] : 0;
      plain[place] = filtered[place] + foretold(filtered[start], left, above, corner);
    }
  }
  return plain;
}

function foretold(filter, left, above, corner) {
  if (filter < 3) return [0, left, above][filter];
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((near) => Math.abs(left + above - corner - near));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(content)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
