/** Everybody who reads one company's ledger through the same seats: one encode serves them all. */
export const ledgerRoom = (partyId: string, mask: number) => `ledger:${partyId}:${mask}`;
export const personRoom = (personId: string) => `person:${personId}`;
/** Everybody of one company who looks at one object. */
export const watchRoom = (kind: string, id: string, partyId: string) => `watch:${kind}:${id}:${partyId}`;
