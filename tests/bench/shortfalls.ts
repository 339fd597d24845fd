/** By figure: what was tried and what bounds it, where its gate does not hold. */
export const shortfalls: Readonly<Record<string, string>> = {};
