import type { GuidePiece } from './slots.ts';

/** Longest slot mark, for what may still become one. */
const longestMark = 32;
const mark = /<\|([a-z0-9-]+)\|>/;

/**
 * Fills slots in a text that arrives in pieces cut anywhere. A mark may be cut too: what could become one waits. `written` is all that
 * the model wrote so far, marks included.
 */
export class SlotFiller {
  private readonly fill: (slot: string, written: string) => readonly GuidePiece[];
  private waiting = '';
  private written = '';

  constructor(fill: (slot: string, written: string) => readonly GuidePiece[]) {
    this.fill = fill;
  }

  add(text: string): readonly GuidePiece[] {
    this.waiting += text;
    this.written += text;
    const pieces: GuidePiece[] = [];
    for (let found = mark.exec(this.waiting); found !== null; found = mark.exec(this.waiting)) {
      const before = this.waiting.slice(0, found.index);
      if (before !== '') pieces.push({ text: before });
      pieces.push(...this.fill(found[1] ?? '', this.written));
      this.waiting = this.waiting.slice(found.index + found[0].length);
    }
    const opened = this.waiting.lastIndexOf('<');
    const safe = opened === -1 || this.waiting.length - opened > longestMark ? this.waiting.length : opened;
    if (safe > 0) pieces.push({ text: this.waiting.slice(0, safe) });
    this.waiting = this.waiting.slice(safe);
    return pieces;
  }

  end(): readonly GuidePiece[] {
    const rest = this.waiting;
    this.waiting = '';
    return rest === '' ? [] : [{ text: rest }];
  }
}
