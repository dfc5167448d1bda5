import { append, type ChunkedList, emptyList } from './chunked-list.ts';
import { languageOf, longestLine, piecesOfLine } from './code-lines.ts';

/** A code fence that is still open. Its lines are read without the lexer: between two fences every character means itself. */
export interface OpenFence {
  readonly kind: 'fence';
  readonly marker: string;
  /** Spaces before the opening fence; as many are taken from each line. */
  readonly indent: number;
  readonly language: string;
  /** All that stands after the opening fence. */
  readonly info: string;
  readonly lines: ChunkedList<string>;
  /** Whether the text read so far ends inside a line of which a first piece was already taken. */
  readonly insideLine: boolean;
}

export interface FenceReading {
  readonly fence: OpenFence;
  readonly closed: boolean;
  /** Characters that are done with: to the end of the last complete line, or of the closing fence. */
  readonly consumed: number;
}

const opening = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** The fence that the first line of a text opens, and how long that line is; `null` if it opens none or is not complete. */
export function openFence(text: string): { readonly fence: OpenFence; readonly length: number } | null {
  const end = text.indexOf('\n');
  const found = end === -1 ? null : opening.exec(text.slice(0, end));
  if (found === null) return null;
  const [, indent = '', marker = '', info = ''] = found;
  // marked takes backslashes before punctuation out of the info string, as the specification says.
  const plainInfo = info.trim().replace(/\\([\p{P}\p{S}])/gu, '$1');
  const language = languageOf(plainInfo);
  const fence: OpenFence = {
    kind: 'fence',
    marker,
    indent: indent.length,
    language,
    info: plainInfo,
    lines: emptyList(),
    insideLine: false,
  };
  return { fence, length: end + 1 };
}

function closes(fence: OpenFence, line: string): boolean {
  const found = /^ {0,3}(`+|~+) *$/.exec(line);
  return found?.[1]?.startsWith(fence.marker) ?? false;
}

function dedent(fence: OpenFence, line: string): string {
  let at = 0;
  while (at < fence.indent && line[at] === ' ') at++;
  return line.slice(at);
}

/** Reads on from the end of what was consumed before. */
export function readFence(fence: OpenFence, text: string): FenceReading {
  const added: string[] = [];
  let { insideLine } = fence;
  let at = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
    const line = text.slice(at, end);
    at = end + 1;
    if (!insideLine && closes(fence, line)) return { fence: grown(fence, added, false), closed: true, consumed: at };
    added.push(...piecesOfLine(insideLine ? line : dedent(fence, line)));
    insideLine = false;
  }
  let rest = insideLine ? text.slice(at) : dedent(fence, text.slice(at));
  while (rest.length > longestLine) {
    added.push(rest.slice(0, longestLine));
    rest = rest.slice(longestLine);
    insideLine = true;
    at = text.length - rest.length;
  }
  return { fence: grown(fence, added, insideLine), closed: false, consumed: at };
}

function grown(fence: OpenFence, added: readonly string[], insideLine: boolean): OpenFence {
  return { ...fence, lines: append(fence.lines, added), insideLine };
}

/** What to show of the unfinished line: nothing while it may become the closing fence. */
export function shownOpenLine(fence: OpenFence, rest: string): string | null {
  if (rest === '') return null;
  if (fence.insideLine) return rest;
  const mayClose = /^ {0,3}(`+|~+) *$/.exec(rest)?.[1]?.[0] === fence.marker[0];
  return mayClose ? null : dedent(fence, rest);
}
