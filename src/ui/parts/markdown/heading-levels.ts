import type { Tokens } from 'marked';
import type { Block } from './blocks.ts';
import type { ChunkedList } from './chunked-list.ts';

/** The page's own title is the heading above an answer. */
const levelAbove = 1;

const levels = new WeakMap<Tokens.Heading, number>();

interface Outline {
  /** Levels of the headings that are open, with the depths they were written with. */
  readonly depths: readonly number[];
}

const afterChunk = new WeakMap<readonly Block[], { readonly before: Outline; readonly after: Outline }>();

/**
 * Gives each heading its level in the page: one below the heading that it stands under, however many signs a model writes (`###` is often
 * the first). Depends on what stands before only, so a level that was given never changes. Chunks that were looked at are passed over.
 */
export function giveLevels(list: ChunkedList<Block>): void {
  let outline: Outline = { depths: [] };
  for (const chunk of list.chunks) {
    const known = afterChunk.get(chunk);
    if (known !== undefined && isSame(known.before, outline)) {
      outline = known.after;
      continue;
    }
    const before = outline;
    for (const block of chunk) {
      if (block.kind !== 'token' || block.token.type !== 'heading') continue;
      const { depth } = block.token;
      outline = { depths: [...outline.depths.filter((open) => open < depth), depth] };
      levels.set(block.token, Math.min(6, levelAbove + outline.depths.length));
    }
    afterChunk.set(chunk, { before, after: outline });
  }
}

function isSame(one: Outline, other: Outline): boolean {
  return one.depths.join() === other.depths.join();
}

/** The level of a heading, from 2 to 6; `null` inside quotes and lists, which are not part of the outline. */
export function levelOf(token: Tokens.Heading): number | null {
  return levels.get(token) ?? null;
}
