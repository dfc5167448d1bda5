/** How well a text fits what was typed: all of its words must be in it, in any order; better at the start of the text or of a word. `0`: not. */
export function matchScore(typed: string, text: string): number {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const whole = plain(text);
  let score = 1;
  for (const word of words) {
    const place = whole.indexOf(word);
    if (place === -1) return 0;
    // Chinese has no spaces: there the start of the text is what counts.
    if (place === 0) score += 3;
    else if (!/[\p{L}\p{N}]/u.test(whole[place - 1] ?? '')) score += 2;
    else score += 1;
  }
  return score;
}

/** Full-width and half-width, upper and lower case, accents: all the same to whoever searches. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
