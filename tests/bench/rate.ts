/** Works so many times, so many at once; gives how many were done in a second. */
export async function perSecond(
  count: number,
  callers: number,
  work: (n: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const since = performance.now();
  const caller = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (count * 1000) / (performance.now() - since);
}
