export const reading = {
  toLatest: 'Jump to latest',
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  newWords: (count: string) => `${count} new words`,
  earlier: (count: number) => `Show ${count} earlier messages`,
  later: (count: number) => `Show ${count} later messages`,
  reasoned: (seconds: number) =>
    seconds < 60 ? `Reasoned for ${seconds} s` : `Reasoned for ${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  find: 'Find in this conversation',
  found: (place: number, count: string) => `${place} of ${count}`,
  foundNothing: 'Nothing found',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  closeFind: 'Close the search',
};
