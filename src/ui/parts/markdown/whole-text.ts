import { type Block, toBlocks } from './blocks.ts';
import { type BlockStream, emptyStream, endStream, readOn } from './block-stream.ts';
import { append, type ChunkedList, elements, emptyList } from './chunked-list.ts';
import { isTooDeep, lexBlocks } from './lex.ts';
import { isSameBlock } from './same-block.ts';
import { longestParagraph } from './settle.ts';

/** Beyond this, a text is read only piece by piece. */
const longestWhole = 200_000;

const startsAnew = /^[ \t]*(?:[-+*|#]|\d{1,9}[.)]|$)/;
const fenceLine = /^[ \t]*(`{3,}|~{3,})/;

/**
 * Whether the whole text can be lexed at once in a time that grows with its length: no run of text is so long that the lexer's worst cases
 * (a square of the run's length) would be felt. Everything people and models write on purpose is tame.
 */
export function isTame(text: string): boolean {
  if (text.length > longestWhole || isTooDeep(text)) return false;
  let run = 0;
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = fenceLine.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      if (line.length > longestParagraph) return false;
      continue;
    }
    if (mark !== undefined) fence = mark;
    run = startsAnew.test(line) ? line.length : run + line.length;
    if (run > longestParagraph) return false;
  }
  return true;
}

/** Carriage returns as the specification treats them; one at the very end waits for what follows it. */
export function withPlainNewlines(text: string, live: boolean): string {
  if (!text.includes('\r')) return text;
  const complete = live && text.endsWith('\r') ? text.slice(0, -1) : text;
  return complete.replace(/\r\n?/g, '\n');
}

function readWhole(text: string): readonly Block[] | null {
  if (!isTame(text)) return null;
  const lexed = lexBlocks(text, {});
  return lexed === null ? null : toBlocks(lexed.tokens);
}

/** Blocks of a text that is complete. */
export function readComplete(text: string): ChunkedList<Block> {
  const whole = readWhole(text);
  return whole === null ? endStream(readOn(emptyStream, text)).settled : append(emptyList(), whole);
}

/** What the stream shows now. Full chunks of settled blocks are the same as before. */
export function allBlocks(stream: BlockStream): ChunkedList<Block> {
  return append(stream.settled, stream.tail);
}

/**
 * Blocks of a text that came as a stream and is now complete. The whole is lexed once, so that in the end what is shown is what the
 * parser says, whatever was assumed on the way; blocks that show the same as before are kept, so that they are not rendered again.
 */
export function finishStream(stream: BlockStream, text: string): ChunkedList<Block> {
  const whole = readWhole(text);
  const read = text === stream.text ? stream : readOn(stream, text);
  if (whole === null) return endStream(read).settled;
  const before = elements(allBlocks(read));
  const blocks = whole.map((block, index) => {
    const shown = before[index];
    return shown !== undefined && isSameBlock(shown, block) ? shown : block;
  });
  return append(emptyList(), blocks);
}
