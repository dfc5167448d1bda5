import { ProviderFailure } from '../failure.ts';

const more = { stream: true };

/**
 * Bytes, cut anywhere, become lines of text. Lines end with LF, CR or CR LF (the rule of server-sent events). The decoder keeps what a cut
 * left of a character until its rest comes.
 */
export class LineSplitter {
  private readonly decoder = new TextDecoder();
  private readonly longest: number;
  private held = '';
  private afterReturn = false;

  /** `longest`: characters of one line; more throws a `ProviderFailure` with code `malformed`. */
  constructor(longest: number) {
    this.longest = longest;
  }

  push(bytes: Uint8Array): readonly string[] {
    let text = this.decoder.decode(bytes, more);
    if (this.afterReturn && text !== '') {
      this.afterReturn = false;
      if (text.startsWith('\n')) text = text.slice(1);
    }
    // Only what is new is searched: a long line in small pieces costs no more than a short one.
    const lines = text.includes('\r') ? this.linesWithReturns(text) : text.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length === 0) this.held += rest;
    else {
      lines[0] = this.held + (lines[0] ?? '');
      this.held = rest;
    }
    for (const line of lines) this.check(line);
    this.check(this.held);
    return lines;
  }

  /** The text after the last line end. */
  rest(): string {
    const rest = this.held + this.decoder.decode();
    this.held = '';
    return rest;
  }

  private linesWithReturns(text: string): string[] {
    this.afterReturn = text.endsWith('\r');
    return text.split(/\r\n|\n|\r/);
  }

  private check(line: string): void {
    if (line.length > this.longest)
      throw new ProviderFailure('malformed', `The server sent a line of more than ${this.longest} characters.`);
  }
}
