import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { filterFamily, noFilter } from '#catalog/family-filter.ts';
import { familyGraph } from '#catalog/family-graph.ts';
import { type Box, layOut } from '#ui/atlas/family-tree/layout.ts';
import { extent, packForAspect, packInto } from '#ui/atlas/family-tree/pack.ts';
import { type Direction, groupStep, neighbourOf } from '#ui/atlas/family-tree/walk.ts';

const graph = familyGraph(catalog);
const layout = layOut(graph, 1.65);
const boxOf = (id: string): Box => {
  const box = layout.boxes.get(id);
  if (box === undefined) throw new Error(`${id} has no place`);
  return box;
};
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe.each([0.6, 1.1, 1.65, 2.4])('the tree in a picture of aspect %d', (aspect) => {
  const { boxes, groups, width, height } = layOut(graph, aspect);

  test('places every model inside the frame of its foundation, and none on another', () => {
    expect(boxes.size).toBe(catalog.models.size);
    for (const { model, foundation } of graph.nodes) {
      const box = boxes.get(model.id);
      const group = groups.find((one) => one.foundation === foundation);
      if (box === undefined || group === undefined) throw new Error(`${model.id} has no place`);
      expect(box.x >= group.x && box.y >= group.y, model.id).toBe(true);
      expect(box.x + box.width <= group.x + group.width && box.y + box.height <= group.y + group.height, model.id).toBe(true);
    }
    const all = [...boxes];
    const clashes = all.flatMap(([id, box], index) =>
      all
        .slice(index + 1)
        .filter(([, other]) => overlap(box, other))
        .map(([other]) => `${id} ${other}`),
    );
    expect(clashes).toEqual([]);
  });

  test('no frame lies on another, and all fit the picture', () => {
    const clashes = groups.flatMap((one, index) =>
      groups
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map(({ foundation }) => `${one.foundation} ${foundation}`),
    );
    expect(clashes).toEqual([]);
    expect(Math.max(...groups.map((group) => group.x + group.width))).toBe(width);
    expect(Math.max(...groups.map((group) => group.y + group.height))).toBe(height);
  });

  test('weights go from left to right', () => {
    for (const { parent, child, family } of graph.edges) {
      if (family === 'weights') expect((boxes.get(parent)?.x ?? 0) < (boxes.get(child)?.x ?? 0), `${parent} ${child}`).toBe(true);
    }
  });

  test('the arrow keys reach every model from the first', () => {
    const tree = layOut(graph, aspect);
    const seen = new Set([tree.groups[0]?.members[0] ?? '']);
    for (const id of seen) {
      for (const direction of ['left', 'right', 'up', 'down'] as const satisfies readonly Direction[]) {
        const next = neighbourOf(tree, id, direction);
        if (next !== null) seen.add(next);
      }
    }
    expect([...catalog.models.keys()].filter((id) => !seen.has(id))).toEqual([]);
  });
});

test('the same models give the same picture', () => {
  expect(layOut(familyGraph(catalog), 1.65)).toEqual(layout);
});

test('an arrow follows the weights first, then looks for what is nearest', () => {
  expect(neighbourOf(layout, 'stable-vicuna-13b', 'left')).toBe('vicuna-13b-v0');
  expect(neighbourOf(layout, 'vicuna-13b-v0', 'right')).toBe('stable-vicuna-13b');
  const below = neighbourOf(layout, 'llama-7b', 'down');
  expect(below !== null && boxOf(below).y > boxOf('llama-7b').y).toBe(true);
  const beside = neighbourOf(layout, 'gemma-2-2b-it', 'left');
  expect(beside !== null && boxOf(beside).x < boxOf('gemma-2-2b-it').x).toBe(true);
  expect(neighbourOf(layout, 'nobody', 'left')).toBeNull();
});

test('pages go from foundation to foundation and stay at the ends', () => {
  const first = layout.groups[0]?.members[0] ?? '';
  const second = layout.groups[1]?.members[0];
  expect(groupStep(layout, first, 1)).toBe(second);
  expect(groupStep(layout, second ?? '', -1)).toBe(first);
  expect(groupStep(layout, first, -1)).toBe(first);
});

test('models without an edge stand in a grid under the others', () => {
  const { boxes } = layOut(filterFamily(graph, { ...noFilter, foundation: 'google' }, new Map()), 1.65);
  const rows = new Set([...boxes.values()].map(({ y }) => y));
  const columns = new Set([...boxes.values()].map(({ x }) => x));
  expect([rows.size, columns.size]).toEqual([3, 2]);
});

describe('packing', () => {
  const boxes = [
    { width: 100, height: 200 },
    { width: 100, height: 50 },
    { width: 100, height: 50 },
  ];

  test('puts a box as far up as the width lets it', () => {
    expect(packInto(boxes, 210, 10)).toEqual([
      { x: 0, y: 0 },
      { x: 110, y: 0 },
      { x: 110, y: 60 },
    ]);
    expect(packInto(boxes, 100, 10).map(({ y }) => y)).toEqual([0, 210, 270]);
  });

  test('a wide picture is filled wide, a tall one tall', () => {
    const wide = extent(boxes, packForAspect(boxes, 3, 10));
    const tall = extent(boxes, packForAspect(boxes, 0.3, 10));
    expect(wide.width).toBeGreaterThan(wide.height);
    expect(tall.height).toBeGreaterThan(tall.width);
    expect(packForAspect([], 1, 10)).toEqual([]);
  });
});
