/** What is looked for, or `null` for nothing. Case does not count, and blank space is blank space. Any single letter is enough: in Chinese it is a word. */
export function patternOf(query: string): RegExp | null {
  const words = query.trim();
  if (words === '') return null;
  const source = words
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  return new RegExp(source, 'giu');
}

/** How often the pattern occurs in pieces of text; a match does not go over the end of a piece. */
export function countMatches(pattern: RegExp, pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + (piece.match(pattern)?.length ?? 0), 0);
}
