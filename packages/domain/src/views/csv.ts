/** What a spreadsheet would take for a formula is kept as words: a quote in front, as spreadsheets themselves do it. */
const plain = (cell: string): string => (/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${plain(cell).replaceAll('"', '""')}"`;

/** Comma-separated lines (RFC 4180), with the mark by which Excel knows UTF-8. */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  `\ufeff${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
