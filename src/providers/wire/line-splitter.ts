import { ProviderFailure } from '../failure.ts';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Bytes, cut anywhere, become lines of text. Lines end with LF, CR or CR LF (the rule of server-sent events). Characters are decoded only
 * when their line is whole, so a cut inside a character does no harm.
 */
export class LineSplitter {
  private readonly decoder = new TextDecoder();
  private readonly longest: number;
  private pieces: Uint8Array[] = [];
  private held = 0;
  private afterReturn = false;

  /** `longest`: bytes of one line; more throws a `ProviderFailure` with code `malformed`. */
  constructor(longest: number) {
    this.longest = longest;
  }

  push(bytes: Uint8Array): readonly string[] {
    const lines: string[] = [];
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      const skipped = this.afterReturn && byte === lineFeed;
      this.afterReturn = byte === carriageReturn;
      if (skipped) start = at + 1;
      else if (byte === lineFeed || byte === carriageReturn) {
        this.hold(bytes.subarray(start, at));
        lines.push(this.take());
        start = at + 1;
      }
    }
    this.hold(bytes.subarray(start));
    return lines;
  }

  /** The text after the last line end. */
  rest(): string {
    return this.take();
  }

  private hold(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.held += piece.length;
    if (this.held > this.longest) throw new ProviderFailure('malformed', `The server sent a line of more than ${this.longest} bytes.`);
    // The network's buffer may be used again after this call.
    this.pieces.push(piece.slice());
  }

  private take(): string {
    const [first] = this.pieces;
    let whole = first ?? new Uint8Array();
    if (this.pieces.length > 1) {
      whole = new Uint8Array(this.held);
      let at = 0;
      for (const piece of this.pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
    }
    this.pieces = [];
    this.held = 0;
    return this.decoder.decode(whole);
  }
}
