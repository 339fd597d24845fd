import { Chance } from '../replay/chance.ts';

const SEED = Number(process.env['CROSSFLOW_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const ONE_IN = Number(process.env['CROSSFLOW_ONE_IN'] ?? 1);
if (ONE_IN > 1) console.log(`walls: CROSSFLOW_SEED=${SEED} CROSSFLOW_ONE_IN=${ONE_IN}`);

const chance = new Chance(SEED);

/**
 * Everything, unless a quick check asks for one cell in so many: then a seeded part, at least one, drawn anew for each call, so that
 * every procedure is still knocked at by somebody, and every run by others.
 */
export function sampled<T>(list: readonly T[]): readonly T[] {
  if (ONE_IN <= 1 || list.length === 0) return list;
  const most = Math.ceil(list.length / ONE_IN);
  const left = [...list];
  return Array.from({ length: most }, () => left.splice(chance.below(left.length), 1)[0]!);
}
