import { Graph, layout as dagreLayout } from '@dagrejs/dagre';
import type { FamilyEdge, FamilyGraph, FamilyNode } from '#catalog/family-graph.ts';
import { arcBetween, curveThrough, type Point } from './curves.ts';
import { extent, packForAspect, type Size } from './pack.ts';

/** Pixels at a scale of one. */
export const nodeSize: Size = { width: 196, height: 44 };
const gaps = { column: 9, rank: 38, part: 11, group: 20, padding: 12, header: 42 } as const;

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: FamilyEdge;
  /** Data of an SVG path, from parent to child. */
  readonly path: string;
}

export interface PlacedGroup extends Box {
  readonly foundation: string;
  /** Its models in reading order. */
  readonly members: readonly string[];
}

export interface TreeLayout extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: readonly PlacedEdge[];
  readonly groups: readonly PlacedGroup[];
}

/** A part of the picture with places from its own corner. */
interface Part extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly bends: ReadonlyMap<FamilyEdge, readonly Point[]>;
}

/**
 * Places every node: one frame per foundation, in it each connected part layered from left to right, and what is connected to nothing in a
 * grid under them. Frames fill a picture of the given aspect (width through height). The same input gives the same picture.
 */
export function layOut({ nodes, edges }: FamilyGraph, aspect: number): TreeLayout {
  const foundationOf = new Map(nodes.map(({ model, foundation }) => [model.id, foundation]));
  // A frame that gave text, recipes or services to more models than it has stands first, at the left, where foundations stand.
  const giving = ({ foundation }: { readonly foundation: string }): number =>
    edges.reduce((sum, { parent, child }) => {
      const from = foundationOf.get(parent);
      const into = foundationOf.get(child);
      return from === into ? sum : sum + Number(from === foundation) - Number(into === foundation);
    }, 0);
  const groups = [...byFoundation(nodes)]
    .map(([foundation, members]) => ({ foundation, ...layOutGroup(members, edges) }))
    .map((group) => ({ ...group, isSource: giving(group) > group.boxes.size }))
    .toSorted((left, right) => Number(right.isSource) - Number(left.isSource) || right.boxes.size - left.boxes.size);
  const places = packForAspect(groups, aspect, gaps.group);
  const boxes = new Map<string, Box>();
  const bends = new Map<FamilyEdge, readonly Point[]>();
  const placed = groups.map((group, index): PlacedGroup => {
    const { x, y } = places[index] ?? { x: 0, y: 0 };
    for (const [id, box] of group.boxes) boxes.set(id, { ...box, x: box.x + x, y: box.y + y });
    for (const [edge, points] of group.bends)
      bends.set(
        edge,
        points.map((point) => ({ x: point.x + x, y: point.y + y })),
      );
    return { foundation: group.foundation, x, y, width: group.width, height: group.height, members: inReadingOrder(group.boxes) };
  });
  return { ...extent(groups, places), boxes, groups: placed, edges: edges.flatMap((edge) => placeEdge(edge, boxes, bends.get(edge))) };
}

function placeEdge(edge: FamilyEdge, boxes: ReadonlyMap<string, Box>, bends: readonly Point[] | undefined): readonly PlacedEdge[] {
  const parent = boxes.get(edge.parent);
  const child = boxes.get(edge.child);
  if (parent === undefined || child === undefined) return [];
  const start = { x: parent.x + parent.width, y: parent.y + parent.height / 2 };
  const end = { x: child.x, y: child.y + child.height / 2 };
  return [{ edge, path: bends === undefined ? arcBetween(start, end) : curveThrough([start, ...bends, end]) }];
}

function layOutGroup(members: readonly FamilyNode[], edges: readonly FamilyEdge[]): Part {
  const ids = new Set(members.map(({ model }) => model.id));
  const within = edges.filter(({ parent, child }) => ids.has(parent) && ids.has(child));
  const parts = connectedParts(byAge(members), within);
  const connected = parts.filter((part) => part.length > 1).map((part) => layOutPart(part, within));
  const alone = parts.filter((part) => part.length === 1).flat();
  const inner = Math.max(nodeSize.width, ...connected.map(({ width }) => width));
  const columns = Math.min(
    alone.length,
    Math.max(connected.length === 0 && alone.length > 2 ? 2 : 1, Math.floor((inner + gaps.rank) / (nodeSize.width + gaps.column))),
  );
  const all = alone.length === 0 ? connected : [...connected, grid(alone, columns)];
  const boxes = new Map<string, Box>();
  const bends = new Map<FamilyEdge, readonly Point[]>();
  let top: number = gaps.header;
  for (const part of all) {
    for (const [id, box] of part.boxes) boxes.set(id, { ...box, x: box.x + gaps.padding, y: box.y + top });
    for (const [edge, points] of part.bends)
      bends.set(
        edge,
        points.map(({ x, y }) => ({ x: x + gaps.padding, y: y + top })),
      );
    top += part.height + gaps.part;
  }
  const width = Math.max(...all.map((part) => part.width)) + 2 * gaps.padding;
  return { boxes, bends, width, height: top - gaps.part + gaps.padding };
}

function byFoundation(nodes: readonly FamilyNode[]): ReadonlyMap<string, readonly FamilyNode[]> {
  const groups = new Map<string, FamilyNode[]>();
  for (const node of nodes) groups.set(node.foundation, [...(groups.get(node.foundation) ?? []), node]);
  return groups;
}

/** Foundations in the order in which they came out. */
function byAge(members: readonly FamilyNode[]): readonly FamilyNode[] {
  const released = ({ model }: FamilyNode): string => model.released.value ?? '9999';
  return members.toSorted((left, right) => released(left).localeCompare(released(right)));
}

function connectedParts(members: readonly FamilyNode[], edges: readonly FamilyEdge[]): readonly (readonly FamilyNode[])[] {
  const seen = new Set<string>();
  return members.flatMap(({ model }) => {
    if (seen.has(model.id)) return [];
    const part = new Set([model.id]);
    // A set takes what is added to it while it is walked.
    for (const id of part) {
      for (const { parent, child } of edges) {
        if (parent === id) part.add(child);
        if (child === id) part.add(parent);
      }
    }
    for (const id of part) seen.add(id);
    return [members.filter((member) => part.has(member.model.id))];
  });
}

function layOutPart(members: readonly FamilyNode[], edges: readonly FamilyEdge[]): Part {
  const graph = new Graph<object, object, { weight?: number; points?: readonly Point[] }>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.column, ranksep: gaps.rank, edgesep: gaps.column });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { model } of members) graph.setNode(model.id, { ...nodeSize });
  const own = edges.filter(({ parent }) => members.some(({ model }) => model.id === parent));
  for (const { parent, child, relation, family } of own) {
    graph.setEdge(parent, child, { weight: family === 'weights' ? 4 : 1 }, relation);
  }
  dagreLayout(graph);
  const corners = new Map(
    members.map(({ model }) => {
      const { x = 0, y = 0 } = graph.node(model.id) as Partial<Point>;
      return [model.id, { ...nodeSize, x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }] as const;
    }),
  );
  const left = Math.min(...[...corners.values()].map(({ x }) => x));
  const top = Math.min(...[...corners.values()].map(({ y }) => y));
  const boxes = new Map([...corners].map(([id, box]) => [id, { ...box, x: box.x - left, y: box.y - top }]));
  const bends = new Map(
    own.map((edge) => {
      const points = graph.edge(edge.parent, edge.child, edge.relation).points ?? [];
      // The first and the last point lie on the nodes' borders, which the curve finds itself.
      return [edge, points.slice(1, -1).map(({ x, y }) => ({ x: x - left, y: y - top }))] as const;
    }),
  );
  const values = [...boxes.values()];
  return { boxes, bends, ...extent(values, values) };
}

function grid(members: readonly FamilyNode[], columns: number): Part {
  const boxes = new Map(
    members.map(({ model }, index) => {
      const x = (index % columns) * (nodeSize.width + gaps.column);
      const y = Math.floor(index / columns) * (nodeSize.height + gaps.column);
      return [model.id, { ...nodeSize, x, y }] as const;
    }),
  );
  const values = [...boxes.values()];
  return { boxes, bends: new Map(), ...extent(values, values) };
}

/** Downwards by columns' tops: rows first, then from left to right. */
function inReadingOrder(boxes: ReadonlyMap<string, Box>): readonly string[] {
  return [...boxes].toSorted(([, left], [, right]) => left.y - right.y || left.x - right.x).map(([id]) => id);
}
