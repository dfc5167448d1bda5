export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A stretch of the outline of what is placed already, seen from below. */
interface Ledge {
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

/** Places boxes in the order given, each as far up as a given width lets it, then as far to the left. A box wider than that stands alone. */
export function packInto(boxes: readonly Size[], width: number, gap: number): readonly Place[] {
  let outline: readonly Ledge[] = [{ x: 0, width: Infinity, y: 0 }];
  return boxes.map((box) => {
    const best = outline
      .map(({ x }) => ({ x, y: floorUnder(outline, x, box.width + gap) }))
      .filter(({ x }) => x === 0 || x + box.width <= width)
      .reduce((least, place) => (place.y < least.y ? place : least));
    outline = raised(outline, best.x, box.width + gap, best.y + box.height + gap);
    return best;
  });
}

/** Places boxes so that they fill a frame of this aspect (width through height) best. */
export function packForAspect(boxes: readonly Size[], aspect: number, gap: number): readonly Place[] {
  const least = Math.max(0, ...boxes.map(({ width }) => width));
  const most = boxes.reduce((sum, { width }) => sum + width + gap, 0);
  let best: { readonly places: readonly Place[]; readonly side: number } = { places: [], side: Infinity };
  for (let width = least; width <= most; width += 40) {
    const places = packInto(boxes, width, gap);
    const { width: across, height: down } = extent(boxes, places);
    // The side of the smallest frame of this aspect that holds everything.
    const side = Math.max(across, down * aspect);
    if (side < best.side) best = { places, side };
  }
  return best.places;
}

export function extent(boxes: readonly Size[], places: readonly Place[]): Size {
  return {
    width: Math.max(0, ...boxes.map(({ width }, index) => (places[index]?.x ?? 0) + width)),
    height: Math.max(0, ...boxes.map(({ height }, index) => (places[index]?.y ?? 0) + height)),
  };
}

function floorUnder(outline: readonly Ledge[], x: number, width: number): number {
  return Math.max(...outline.filter((ledge) => ledge.x < x + width && ledge.x + ledge.width > x).map(({ y }) => y));
}

function raised(outline: readonly Ledge[], x: number, width: number, y: number): readonly Ledge[] {
  const end = x + width;
  const kept = outline.flatMap((ledge) => {
    const ledgeEnd = ledge.x + ledge.width;
    const pieces: Ledge[] = [];
    if (ledge.x < x) pieces.push({ x: ledge.x, width: Math.min(ledgeEnd, x) - ledge.x, y: ledge.y });
    if (ledgeEnd > end) pieces.push({ x: Math.max(ledge.x, end), width: ledgeEnd - Math.max(ledge.x, end), y: ledge.y });
    return pieces;
  });
  return [...kept, { x, width, y }].toSorted((left, right) => left.x - right.x);
}
