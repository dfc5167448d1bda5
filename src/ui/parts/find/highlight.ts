const all = 'found';
const current = 'found-now';

/** Marks the matches in the page and the one that is looked at, without touching the page's elements. */
export function highlight(ranges: readonly Range[], now: Range | null): void {
  // A browser without highlights of its own marks what is looked at as if a person had selected it.
  if (!('highlights' in CSS)) {
    if (now !== null) window.getSelection()?.setBaseAndExtent(now.startContainer, now.startOffset, now.endContainer, now.endOffset);
    return;
  }
  CSS.highlights.set(all, new Highlight(...ranges));
  if (now === null) CSS.highlights.delete(current);
  else CSS.highlights.set(current, Object.assign(new Highlight(now), { priority: 1 }));
}

export function removeHighlight(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(all);
  CSS.highlights.delete(current);
}
