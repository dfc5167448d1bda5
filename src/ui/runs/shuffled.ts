/** A copy in an order drawn by the browser's cryptographic numbers, each order as likely as every other (Fisher and Yates). */
export function shuffled<Thing>(things: readonly Thing[]): readonly Thing[] {
  const drawn = [...things];
  for (let place = drawn.length - 1; place > 0; place -= 1) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
    const other = Math.floor((number / 0x1_0000_0000) * (place + 1));
    const [one, two] = [drawn[place], drawn[other]];
    if (one !== undefined && two !== undefined) [drawn[place], drawn[other]] = [two, one];
  }
  return drawn;
}
