import * as v from 'valibot';
import { leftOutCounter, type ReadSource, type SourceNode, timeOf, withoutLinks } from './source.ts';

/*
 * A message tree of Open Assistant, one on each line of a `.jsonl` file. Shape from LAION-AI/Open-Assistant (oasst-data/oasst_data/schemas.py):
 * `prompt` is the first message, each has its `replies`; among answers `rank` 0 is the best. The published trees have `created_date` too.
 */
const text = v.nullish(v.string());
const message = v.object({
  message_id: v.string(),
  text: v.string(),
  role: v.picklist(['prompter', 'assistant']),
  created_date: text,
  rank: v.nullish(v.number()),
  model_name: text,
  deleted: v.nullish(v.boolean()),
  labels: v.nullish(v.unknown()),
  replies: v.nullish(v.array(v.unknown())),
});
const tree = v.object({ message_tree_id: v.string(), prompt: v.unknown() });

export const readOasst: ReadSource = (value) => {
  const parsed = v.safeParse(tree, value);
  if (!parsed.success) return null;
  const { add, all } = leftOutCounter();
  const nodes: SourceNode[] = [];
  const bestFirst: string[] = [];
  const open: { readonly entry: unknown; readonly parent: string | null; readonly isBest: boolean }[] = [
    { entry: parsed.output.prompt, parent: null, isBest: true },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const read = v.safeParse(message, next.entry);
    if (!read.success) {
      add('empty-message');
      continue;
    }
    const one = read.output;
    if (one.rank !== null && one.rank !== undefined) add('ranking');
    if (one.labels !== null && one.labels !== undefined) add('label');
    if (one.deleted === true) add('deleted-message');
    const place = { id: one.message_id, parentId: next.parent };
    if (one.deleted === true) nodes.push({ ...place, role: null });
    else {
      nodes.push({
        ...place,
        role: one.role === 'prompter' ? 'user' : 'assistant',
        text: one.text,
        createdAt: timeOf(one.created_date),
        ...(one.role === 'prompter' ? {} : { model: one.model_name ?? null }),
      });
      if (next.isBest) bestFirst.push(one.message_id);
    }
    const replies = (one.replies ?? []).toSorted((left, right) => rankOf(left) - rankOf(right));
    for (const [at, entry] of [...replies.entries()].toReversed()) {
      open.push({ entry, parent: one.message_id, isBest: next.isBest && at === 0 });
    }
  }
  const first = nodes.find(({ role }) => role !== null);
  if (first === undefined) return { problem: 'its first message cannot be read' };
  return {
    id: parsed.output.message_tree_id,
    title: null,
    createdAt: first.role === null ? null : first.createdAt,
    model: null,
    system: null,
    ...withoutLinks(nodes, bestFirst.at(-1) ?? null),
    leftOut: all(),
  };
};

/** Unranked ones stand behind the ranked. */
function rankOf(entry: unknown): number {
  return v.is(v.object({ rank: v.number() }), entry) ? entry.rank : Number.MAX_SAFE_INTEGER;
}
