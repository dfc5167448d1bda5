export interface Point {
  readonly x: number;
  readonly y: number;
}

const number = (value: number): string => String(Math.round(value * 10) / 10);
const pair = ({ x, y }: Point): string => `${number(x)},${number(y)}`;

/** Data of an SVG path that leaves to the right and arrives from the left, wherever the ends lie. */
export function arcBetween(start: Point, end: Point): string {
  const reach = Math.min(220, Math.max(36, Math.abs(end.x - start.x) / 2));
  const out = { x: start.x + reach, y: start.y };
  const into = { x: end.x - reach, y: end.y };
  return `M${pair(start)}C${pair(out)} ${pair(into)} ${pair(end)}`;
}

/** The same, through the points at which a layout leads an edge around the nodes in its way. */
export function curveThrough(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.pop();
  if (start === undefined || end === undefined) return '';
  // A straight edge of a layered layout bends once, half way: the arc says the same, smoother.
  if (rest.length < 2) return arcBetween(start, end);
  let path = `M${pair(start)}`;
  let here = start;
  for (const next of [...rest, end]) {
    const half = (here.x + next.x) / 2;
    path += `C${pair({ x: half, y: here.y })} ${pair({ x: half, y: next.y })} ${pair(next)}`;
    here = next;
  }
  return path;
}
