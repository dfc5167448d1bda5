import { unsearchable } from '../../parts/markdown/searchable-text.ts';

/** The parts of a message that are its words, and in them the controls and drawings that are not. */
const attachment = '[data-part="attachment"]';
const parts = `[data-part="text"], [data-part="reasoning"], ${attachment}`;
const notWords = 'summary, figcaption, button, .diagram-bar, .diagram-box, .footnote-label, .visually-hidden';
const placeholders = '.formula, .image-text, sup:has(> .footnote-reference)';
const blocks = 'p, li, th, td, .heading, blockquote, .line, .plain, [data-part]';

interface Piece {
  readonly block: Element | null;
  text: string;
  /** Text nodes with the place in `text` at which each begins. */
  readonly nodes: { readonly node: Text; readonly at: number }[];
}

function isInside(outer: Node | null, node: Node): boolean {
  return outer !== null && outer.contains(node);
}

/** The words of a message as they stand in the page, in the pieces of `searchableText`. */
function piecesOf(message: Element): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of message.querySelectorAll(parts)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && node.matches(notWords) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let skipped: Node | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (isInside(skipped, node)) continue;
      const isPlaceholder = node instanceof Element && node.matches(placeholders);
      const isBreak = node instanceof HTMLBRElement;
      if (!isPlaceholder && !isBreak && !(node instanceof Text)) continue;
      const block = node.parentElement?.closest(blocks) ?? null;
      let piece = pieces.at(-1);
      if (piece === undefined || piece.block !== block) {
        piece = { block, text: '', nodes: [] };
        pieces.push(piece);
      }
      if (node instanceof Text) {
        piece.nodes.push({ node, at: piece.text.length });
        piece.text += node.data;
      } else {
        piece.text += isBreak ? '\n' : unsearchable;
        if (node instanceof Element) skipped = node;
      }
    }
  }
  return pieces;
}

/** The places in the page where a pattern occurs in a message, in their order. */
export function rangesIn(message: Element, pattern: RegExp): readonly Range[] {
  return piecesOf(message).flatMap(({ text, nodes }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: found }) => {
      const from = nodes.findLast(({ at }) => at <= index);
      const to = nodes.findLast(({ at }) => at < index + found.length);
      if (from === undefined || to === undefined) return [];
      const range = document.createRange();
      range.setStart(from.node, Math.min(from.node.length, index - from.at));
      range.setEnd(to.node, Math.min(to.node.length, index + found.length - to.at));
      return [range];
    }),
  );
}

/**
 * Frames within which what was folded away gets its place: it is rendered in one of them, listens from another on, and is measured in a
 * third if it was left out of layout.
 */
const mostFrames = 40;

/** Unfolds what a range is hidden in and brings it to the middle of what is seen. */
export function reveal(range: Range, scroller: HTMLElement): void {
  const element = range.startContainer.parentElement;
  if (element === null) return;
  for (let fold = closedFoldOf(element); fold !== null; fold = closedFoldOf(fold.parentElement)) fold.open = true;
  bringIn(range, element, scroller, mostFrames);
}

function bringIn(range: Range, element: Element, scroller: HTMLElement, framesLeft: number): void {
  // As browsers do it for their own search: whoever folds, unfolds.
  if (!hasPlace(range)) element.dispatchEvent(new Event('beforematch', { bubbles: true }));
  requestAnimationFrame(() => {
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const seen = scroller.getBoundingClientRect();
    // A paragraph may be taller than the screen, and a file scrolls in itself.
    for (const outer of [element.closest(attachment), scroller]) {
      if (outer !== null && hasPlace(range)) outer.scrollTop += middleOf(range) - middleOf(outer);
    }
    const arrived = range.getBoundingClientRect();
    const isSeen = hasPlace(range) && arrived.top >= seen.top && arrived.bottom <= seen.bottom;
    if (!isSeen && framesLeft > 0 && element.isConnected) bringIn(range, element, scroller, framesLeft - 1);
  });
}

function middleOf(one: Range | Element): number {
  const { top, bottom } = one.getBoundingClientRect();
  return (top + bottom) / 2;
}

/** Something that is folded away or left out of layout has none. */
function hasPlace(range: Range): boolean {
  return range.getBoundingClientRect().height > 0;
}

function closedFoldOf(element: Element | null): HTMLDetailsElement | null {
  return element?.closest<HTMLDetailsElement>('details:not([open])') ?? null;
}
