/** A whole number from 0 up to but not including `count`, each as likely as any other. */
function below(count: number): number {
  const fair = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const [drawn = fair] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < fair) return drawn % count;
  }
}

/** So many of these in random order: who is drawn and who stands left are both chance. */
export function drawn<Drawn>(among: readonly Drawn[], count: number): readonly Drawn[] {
  const left = [...among];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
}

export function drawnSeed(): number {
  return below(2 ** 32);
}
