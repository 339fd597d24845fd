import { crc32, deflateSync } from 'node:zlib';
import { noiseOf } from './culture.ts';

type Color = readonly [number, number, number];
export type Scene = 'bioreactor' | 'probe' | 'column';

const WIDTH = 640;
const HEIGHT = 420;

/** A small drawn picture in place of a photo from the floor: PNG, made here, the same in every run. */
export function picture(scene: Scene): Uint8Array {
  const noise = noiseOf(scene.length);
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const grain = (noise() - 0.5) * 8;
      const color = scenes[scene](x / WIDTH, y / HEIGHT).map((part) => Math.max(0, Math.min(255, part + grain)));
      rows.set(color, y * (WIDTH * 3 + 1) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const wall: Color = [214, 218, 222];
const floor: Color = [176, 181, 186];
const steel: Color = [150, 158, 166];
const broth: Color = [222, 196, 148];
const foam: Color = [240, 232, 214];
const dark: Color = [62, 68, 76];

const within = (x: number, y: number, [left, top, right, bottom]: readonly [number, number, number, number]): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;
const room = (y: number): Color => (y > 0.82 ? floor : wall);
/** Rounder towards its edges, as a vessel is. */
const shaded = ([r, g, b]: Color, x: number, left: number, right: number): Color => {
  const light = 1 - 0.35 * Math.abs(((x - left) / (right - left)) * 2 - 1);
  return [r * light, g * light, b * light];
};

const scenes: Readonly<Record<Scene, (x: number, y: number) => Color>> = {
  bioreactor: (x, y) => {
    if (within(x, y, [0.48, 0.05, 0.52, 0.78])) return dark;
    if (within(x, y, [0.3, 0.42, 0.7, 0.48])) return shaded(foam, x, 0.3, 0.7);
    if (within(x, y, [0.3, 0.48, 0.7, 0.84])) return shaded(broth, x, 0.3, 0.7);
    if (within(x, y, [0.27, 0.14, 0.73, 0.88])) return shaded(steel, x, 0.27, 0.73);
    return room(y);
  },
  probe: (x, y) => {
    if (Math.hypot(x - 0.62, (y - 0.5) * 0.66) < 0.09) return foam;
    if (within(x, y, [0.1, 0.44, 0.6, 0.56])) return shaded(dark, y, 0.44, 0.56);
    if (within(x, y, [0.58, 0.1, 0.9, 0.9])) return shaded(steel, x, 0.58, 0.9);
    return room(y);
  },
  column: (x, y) => {
    if (within(x, y, [0.38, 0.2, 0.62, 0.26]) || within(x, y, [0.38, 0.7, 0.62, 0.76])) return dark;
    if (within(x, y, [0.4, 0.26, 0.6, 0.7])) return shaded(y > 0.44 ? foam : [206, 222, 230], x, 0.4, 0.6);
    if (within(x, y, [0.49, 0.05, 0.51, 0.2]) || within(x, y, [0.49, 0.76, 0.51, 0.92])) return steel;
    return room(y);
  },
};

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
