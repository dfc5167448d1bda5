import type { MarkedToken, Tokens } from 'marked';
import type { Block, ListBlock } from './blocks.ts';
import { append, emptyList } from './chunked-list.ts';

/** A list with settled items that may still grow; only the source of its last item is lexed again. */
export interface OpenList {
  readonly kind: 'list';
  readonly marker: string;
  readonly settled: ListBlock;
}

/** From so many items on, a list is read item by item. */
const fewestItems = 3;

/** What tells items of one list from those of the next: the bullet, or the sign after the number. */
function markerOf(list: Tokens.List): string {
  return /^ {0,3}(?:\d{1,9})?([-+*.)])/.exec(list.raw)?.[1] ?? '';
}

/** The list opened item by item, with the length of the settled source; `null` while it is short. */
export function openList(list: Tokens.List): { readonly open: OpenList; readonly length: number } | null {
  if (list.items.length < fewestItems) return null;
  const start = list.start === '' ? 1 : list.start;
  const empty: ListBlock = { kind: 'list', ordered: list.ordered, start, loose: false, items: emptyList() };
  return growList({ kind: 'list', marker: markerOf(list), settled: empty }, list);
}

/** Settles all items but the last. Whether the list is loose is known only as far as its items are settled. */
export function growList(open: OpenList, list: Tokens.List): { readonly open: OpenList; readonly length: number } {
  const done = list.items.slice(0, -1);
  const length = done.reduce((sum, item) => sum + item.raw.length, 0);
  return { open: { ...open, settled: withItems(open, list, done) }, length };
}

function withItems({ settled }: OpenList, list: Tokens.List, items: readonly Tokens.ListItem[]): ListBlock {
  return { ...settled, loose: settled.loose || list.loose, items: append(settled.items, items) };
}

/** The list that goes on at the start of the tokens, or `null` if something else stands there. */
export function goesOn(open: OpenList, tokens: readonly MarkedToken[]): Tokens.List | null {
  const first = tokens[0];
  return first?.type === 'list' && markerOf(first) === open.marker ? first : null;
}

export function wholeList(open: OpenList, list: Tokens.List): Block {
  return withItems(open, list, list.items);
}
