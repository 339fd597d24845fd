import fc from 'fast-check';

/** A schema as far as junk needs to know it: zod's own description of an input. */
export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const LONG = 'x'.repeat(1_000_000);
const strings = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\u202egnp.exe',
  '‮مرحبا',
  '𠜎'.repeat(40),
  "'; drop table entry; --",
  '${7*7}',
  '../../etc/passwd',
  '<svg onload=alert(1)>',
  'constructor',
  '__proto__',
  '1e999',
  'null',
  '\r\nset-cookie: a=b',
  '0'.repeat(5_000),
];
const numbers = [-1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 31) - 1, 1e308, 4_294_967_296];
const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
};
const uuids = [
  '00000000-0000-4000-8000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '00000000-0000-0000-0000-000000000000',
];

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [[]],
    nested(400),
    { toString: 1 },
    { constructor: { prototype: {} } },
    JSON.parse('{"__proto__": {"operator": true}}'),
  ),
  fc.constantFrom<unknown>(...strings),
  fc.constantFrom<unknown>(...numbers),
  fc.jsonValue(),
);

/** Something of the right form, so that junk also comes behind the first check. */
function wellFormed(shape: Shape, real: readonly string[]): fc.Arbitrary<unknown> {
  const inner = (one: Shape) => wellFormed(one, real);
  const [first] = shape.anyOf ?? [];
  if (first !== undefined) return fc.oneof(...(shape.anyOf ?? []).map(inner));
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, field]) => [name, inner(field)])),
      );
    case 'array':
      return fc.array(inner(shape.items ?? {}), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(shape.minimum ?? 0, -1_000),
        max: Math.min(shape.maximum ?? 1_000, 2_147_483_647),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      if (shape.format === 'uuid') return fc.oneof(fc.uuid({ version: 4 }), fc.constantFrom(...uuids, ...real));
      if (shape.format === 'date-time')
        return fc.constantFrom('2026-03-02T08:00:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z');
      if (shape.pattern !== undefined) return fc.constantFrom('0'.repeat(64), 'f'.repeat(64));
      return fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'binary', maxLength: 60 }));
    default:
      return anything;
  }
}

/** Input for a procedure, with `real` among its ids, spoilt in one place: a wrong value, a missing or an extra key, or nothing like it at all. */
export function junk(shape: Shape, real: readonly string[]): fc.Arbitrary<unknown> {
  const properties = Object.keys(shape.properties ?? {});
  if (properties.length === 0) return anything;
  const good = wellFormed(shape, real) as fc.Arbitrary<Record<string, unknown>>;
  const spoil = fc.tuple(good, fc.constantFrom(...properties), anything);
  return fc.oneof(
    { weight: 4, arbitrary: spoil.map(([input, key, value]) => ({ ...input, [key]: value })) },
    { weight: 2, arbitrary: good },
    {
      weight: 1,
      arbitrary: spoil.map(([input, key]) =>
        Object.fromEntries(Object.entries(input).filter(([name]) => name !== key)),
      ),
    },
    { weight: 1, arbitrary: spoil.map(([input, , value]) => ({ ...input, ['extra']: value })) },
    { weight: 1, arbitrary: spoil.map(([input, , value]) => withOwn(input, '__proto__', value)) },
    { weight: 1, arbitrary: anything },
  );
}

function withOwn(input: Record<string, unknown>, key: string, value: unknown): unknown {
  return Object.defineProperty({ ...input }, key, { value, enumerable: true });
}

/** Whole bodies that are no input of any procedure. */
export const bodies: readonly string[] = [
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '\u0000',
  '{"json":',
  '{"a":1,"a":2}',
  '['.repeat(20_000),
  `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  '{"__proto__":{"operator":true}}',
  `{"title":"${LONG}"}`,
  '\ufeff{}',
  '{"\\ud800":"\\udfff"}',
];
export const longText = LONG;
