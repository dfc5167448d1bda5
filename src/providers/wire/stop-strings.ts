/**
 * Finds stop strings in a text that arrives in pieces. What could be the beginning of one is held back; after one was found nothing is
 * given any more. Servers do this as well, but not all of them and not for every string: control tokens of a converted model leak as text.
 */
export class StopStrings {
  private readonly stops: readonly string[];
  /** Finds the first character of a stop string: almost no piece has one, and needs no other look. */
  private readonly firsts: RegExp;
  /** Characters at the end of a text that can begin a stop string and be no whole one. */
  private readonly longest: number;
  private held = '';
  private found = false;

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop !== '');
    this.firsts = new RegExp(`[${this.stops.map((stop) => stop.charAt(0).replace(/[\\\]^-]/, String.raw`\$&`)).join('')}]`);
    this.longest = Math.max(0, ...this.stops.map((stop) => stop.length - 1));
  }

  get isStopped(): boolean {
    return this.found;
  }

  /** The text that may be shown now. */
  push(piece: string): string {
    if (this.found) return '';
    const text = this.held + piece;
    if (!this.firsts.test(text)) return text;
    let end = -1;
    for (const stop of this.stops) {
      const at = text.indexOf(stop);
      if (at >= 0 && (end < 0 || at < end)) end = at;
    }
    if (end >= 0) {
      this.found = true;
      this.held = '';
      return text.slice(0, end);
    }
    const keep = this.begunStop(text);
    this.held = keep === 0 ? '' : text.slice(-keep);
    return keep === 0 ? text : text.slice(0, -keep);
  }

  /** What was held back and turned out to be text. */
  rest(): string {
    const text = this.held;
    this.held = '';
    return text;
  }

  /** Length of the longest end of the text that begins a stop string. */
  private begunStop(text: string): number {
    for (let at = Math.max(0, text.length - this.longest); at < text.length; at += 1) {
      const end = text.slice(at);
      if (this.stops.some((stop) => stop.startsWith(end))) return end.length;
    }
    return 0;
  }
}
