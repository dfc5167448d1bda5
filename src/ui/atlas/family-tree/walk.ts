import type { Box, TreeLayout } from './layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads: left to a parent, right to a child (weights before everything else, then the nearest), up and down to the
 * nearest node there. A node without an edge to that side gives the nearest one on that side of the picture, so that no node is out of
 * reach; `null` at the picture's border.
 */
export function neighbourOf(layout: TreeLayout, id: string, direction: Direction): string | null {
  const from = layout.boxes.get(id);
  if (from === undefined) return null;
  const along = direction === 'left' || direction === 'right' ? alongEdges(layout, id, from, direction) : null;
  return along ?? nearest(layout, id, from, direction);
}

function alongEdges({ edges, boxes }: TreeLayout, id: string, from: Box, direction: 'left' | 'right'): string | null {
  const leading = edges
    .map(({ edge }) => edge)
    .filter(({ parent, child }) => (direction === 'left' ? child : parent) === id)
    .map((edge) => ({ ...edge, target: direction === 'left' ? edge.parent : edge.child }));
  const distance = (target: string): number => {
    const box = boxes.get(target) ?? from;
    return Math.hypot(box.x - from.x, box.y - from.y);
  };
  const [first] = leading.toSorted(
    (one, other) => Number(other.family === 'weights') - Number(one.family === 'weights') || distance(one.target) - distance(other.target),
  );
  return first?.target ?? null;
}

function nearest({ boxes }: TreeLayout, id: string, from: Box, direction: Direction): string | null {
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  const isHorizontal = direction === 'left' || direction === 'right';
  let best: { id: string; cost: number } | null = null;
  for (const [other, box] of boxes) {
    const ahead = sign * (isHorizontal ? box.x - from.x : box.y - from.y);
    const aside = Math.abs(isHorizontal ? box.y - from.y : box.x - from.x);
    if (other === id || ahead <= 0) continue;
    // What lies straight ahead is nearer than what lies to the side.
    const cost = ahead + 2 * aside;
    if (best === null || cost < best.cost) best = { id: other, cost };
  }
  return best?.id ?? null;
}

/** The first node of the next or previous frame; the first or last of all at the ends. */
export function groupStep({ groups }: TreeLayout, id: string, step: 1 | -1): string | null {
  const at = groups.findIndex(({ members }) => members.includes(id));
  return groups[Math.min(groups.length - 1, Math.max(0, at + step))]?.members[0] ?? null;
}
