const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A key that people see, such as `T-7KQ4`. Random on purpose: consecutive numbers let one company count what another hides.
 * `random` gives bytes 0–255.
 */
export function objectKey(prefix: string, random: Uint8Array): string {
  return `${prefix}-${[...random].map((byte) => CROCKFORD[byte % 32]).join('')}`;
}
