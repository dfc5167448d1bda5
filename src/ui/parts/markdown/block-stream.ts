import type { MarkedToken } from 'marked';
import { type Block, toBlocks } from './blocks.ts';
import { append, type ChunkedList, emptyList } from './chunked-list.ts';
import { closeLastLine } from './close-open-markup.ts';
import { type OpenFence, openFence, readFence, shownOpenLine } from './fence.ts';
import { opensFormula } from './find-formula.ts';
import { type LinkTargets, lexBlocks } from './lex.ts';
import { goesOn, growList, type OpenList, openList, wholeList } from './read-list.ts';
import { formulaLanguage } from './model-text-tokenizer.ts';
import { growTable, type OpenTable, openTable, rowsGoOn, wholeTable } from './read-table.ts';
import { blocksNow, cutOf, longestParagraph, plainBlocks, settledBlocks, splitParagraph, withDefinitions } from './settle.ts';

/**
 * A text that grows, as blocks. What is settled never changes again and keeps its identity; only the tail is lexed when text comes, and
 * of a long list, table or code block in the tail only the last item, row or line.
 */
export interface BlockStream {
  /** The text that was read. */
  readonly text: string;
  readonly settled: ChunkedList<Block>;
  /** Blocks that may still change, made from the text from `tailStart` on and from what `open` has settled. */
  readonly tail: readonly Block[];
  readonly tailStart: number;
  readonly open: OpenFence | OpenList | OpenTable | null;
  readonly links: LinkTargets;
}

export const emptyStream: BlockStream = { text: '', settled: emptyList(), tail: [], tailStart: 0, open: null, links: {} };

/** Long additions are read in steps that end at multiples of this, so that where a text was cut does not depend on how it came. */
const stepLength = 2048;

/** A tail that is longer and of which nothing can be settled (an endless quote, say) is cut at a line. */
const longestTail = 12_000;

/** Reads on. `text` must begin with the text read before, and have no carriage returns. */
export function readOn(stream: BlockStream, text: string): BlockStream {
  let current = stream;
  while (current.text.length < text.length) {
    const end = Math.min(text.length, (Math.floor(current.text.length / stepLength) + 1) * stepLength);
    current = readTail({ ...current, text: text.slice(0, end) });
    if (end % stepLength === 0 && end - current.tailStart > longestTail) current = cutTail(current);
  }
  return current;
}

function readTail(stream: BlockStream): BlockStream {
  let reading = readOnce(stream);
  while (reading.again) reading = readOnce(reading.stream);
  return reading.stream;
}

/** What became of the stream, and whether its tail now begins with something that must be read in another way. */
interface Reading {
  readonly stream: BlockStream;
  readonly again: boolean;
}

function readOnce(stream: BlockStream): Reading {
  switch (stream.open?.kind) {
    case 'fence':
      return readCode(stream, stream.open);
    case 'list':
      return readItems(stream, stream.open);
    case 'table':
      return readRows(stream, stream.open);
    default:
      return readBlocks(stream);
  }
}

function tailOf({ text, tailStart }: BlockStream): string {
  return text.slice(tailStart);
}

function settle(stream: BlockStream, blocks: readonly Block[], length: number): BlockStream {
  const settled = append(stream.settled, blocks);
  return { ...stream, settled, tail: [], tailStart: stream.tailStart + length, open: null };
}

function readCode(stream: BlockStream, open: OpenFence): Reading {
  const text = tailOf(stream);
  const { fence, closed, consumed } = readFence(open, text);
  const block = { kind: 'code', language: fence.language, info: fence.info, lines: fence.lines } as const;
  if (closed) return { stream: settle(stream, codeOrFormula({ ...block, openLine: null }), consumed), again: true };
  const tail: Block[] = [{ ...block, openLine: shownOpenLine(fence, text.slice(consumed)) }];
  return { stream: { ...stream, open: fence, tail, tailStart: stream.tailStart + consumed }, again: false };
}

function codeOrFormula(block: Extract<Block, { kind: 'code' }>): Block[] {
  if (block.language !== formulaLanguage) return [block];
  return [{ kind: 'formula', source: block.lines.chunks.flat().join('').trim() }];
}

function readItems(stream: BlockStream, open: OpenList): Reading {
  const text = tailOf(stream);
  const tokens = lexBlocks(text, stream.links)?.tokens ?? [];
  const list = goesOn(open, tokens);
  if (list === null) return { stream: settle(stream, [open.settled], 0), again: true };
  const cut = cutOf(tokens, text);
  if (cut.index > 0) {
    const blocks = [wholeList(open, list), ...settledBlocks(tokens.slice(1, cut.index), stream.links)];
    return { stream: settle(withLinks(stream, tokens.slice(0, cut.index)), blocks, cut.offset), again: true };
  }
  const { open: grown, length } = growList(open, list);
  const lastIsComplete = text.includes('\n', length);
  const shown = closeLastLine(tokens, stream.links);
  const tail = [wholeList(open, goesOn(open, shown) ?? list), ...toBlocks(shown.slice(1))];
  const next = length > 0 && lastIsComplete ? { ...stream, open: grown, tailStart: stream.tailStart + length } : stream;
  return { stream: { ...next, tail }, again: false };
}

function readRows(stream: BlockStream, open: OpenTable): Reading {
  const text = open.head + tailOf(stream);
  const tokens = lexBlocks(text, stream.links)?.tokens ?? [];
  const table = rowsGoOn(tokens);
  if (table === null) return { stream: settle(stream, [open.settled], 0), again: true };
  const cut = cutOf(tokens, text);
  if (cut.index > 0) {
    const blocks = [wholeTable(open, table), ...settledBlocks(tokens.slice(1, cut.index), stream.links)];
    return { stream: settle(withLinks(stream, tokens.slice(0, cut.index)), blocks, cut.offset - open.head.length), again: true };
  }
  const { open: grown, length } = growTable(open, table);
  const shown = closeLastLine(tokens, stream.links);
  const tail = [wholeTable(open, rowsGoOn(shown) ?? table), ...toBlocks(shown.slice(1))];
  return { stream: { ...stream, open: grown, tailStart: stream.tailStart + length, tail }, again: false };
}

function withLinks(stream: BlockStream, tokens: readonly MarkedToken[]): BlockStream {
  return { ...stream, links: withDefinitions(stream.links, tokens) };
}

function readBlocks(stream: BlockStream): Reading {
  const blank = /^(?:[ \t]*\n)+/.exec(tailOf(stream))?.[0].length ?? 0;
  const here = settle(stream, [], blank);
  const text = tailOf(here);
  const opened = openFence(text);
  if (opened !== null) return { stream: { ...here, open: opened.fence, tailStart: here.tailStart + opened.length }, again: true };
  if (opensFormula(text)) return { stream: { ...here, tail: plainBlocks(text) }, again: false };
  const lexed = lexBlocks(text, here.links);
  if (lexed === null) return { stream: readPlain(here, text), again: false };
  return readLexed(here, text, lexed.tokens);
}

/** Complete lines that the lexer can't read are settled as they are. */
function readPlain(stream: BlockStream, text: string): BlockStream {
  const complete = text.lastIndexOf('\n') + 1;
  const next = settle(stream, plainBlocks(text.slice(0, complete)), complete);
  return { ...next, tail: plainBlocks(text.slice(complete)) };
}

function readLexed(stream: BlockStream, text: string, tokens: readonly MarkedToken[]): Reading {
  const cut = cutOf(tokens, text);
  const before = tokens.slice(0, cut.index);
  const next = settle(withLinks(stream, before), settledBlocks(before, stream.links), cut.offset);
  const rest = text.slice(cut.offset);
  if (cut.index > 0 && (openFence(rest) !== null || opensFormula(rest))) return { stream: next, again: true };
  const after = tokens.slice(cut.index);
  const tail = toBlocks(closeLastLine(after, next.links));
  return { stream: growing({ ...next, tail }, after), again: false };
}

/** The stream with what its tail begins with opened for growth, if that is a long list or table, or cut, if it is a long paragraph. */
function growing(stream: BlockStream, tokens: readonly MarkedToken[]): BlockStream {
  const first = tokens[0];
  if (first?.type === 'paragraph' && first.raw.length > longestParagraph) {
    const done = splitParagraph(first, stream.links).slice(0, -1);
    const length = done.reduce((sum, piece) => sum + piece.raw.length, 0);
    return readTail(settle(stream, toBlocks(done), length));
  }
  if (tokens.length > 1) return stream;
  const opened = first?.type === 'list' ? openList(first) : first?.type === 'table' ? openTable(first) : null;
  if (opened === null || !tailOf(stream).includes('\n', opened.length)) return stream;
  return { ...stream, open: opened.open, tailStart: stream.tailStart + opened.length };
}

/** Settles everything up to the last line of the tail. What follows is read as if it began anew. */
function cutTail(stream: BlockStream): BlockStream {
  if (stream.open?.kind === 'fence') return stream;
  const text = tailOf(stream);
  return readTail(settleTail(stream, text.lastIndexOf('\n') + 1 || text.length));
}

function settleTail(stream: BlockStream, length: number): BlockStream {
  if (stream.open?.kind === 'fence') return settle(stream, stream.tail, length);
  const head = stream.open?.kind === 'table' ? stream.open.head : '';
  const before = stream.open === null ? [] : [stream.open.settled];
  const text = tailOf(stream).slice(0, length);
  return settle(stream, [...before, ...blocksNow(head + text, stream.links)], length);
}

/** Nothing more will come: the tail is read as it stands, with no markup closed that the text leaves open. */
export function endStream(stream: BlockStream): BlockStream {
  const { length } = tailOf(stream);
  return length === 0 && stream.open === null ? stream : settleTail(stream, length);
}
