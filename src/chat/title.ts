const longestTitle = 60;
/** Read for a title: word breaking is slow on a pasted megabyte, and nothing beyond this is shown. UTF-16 units. */
const read = 4000;
/** A greeting is dropped only if at least this much is said after it: "Hello, world" is no greeting. UTF-16 units. */
const saidAfterGreeting = 12;

/**
 * The title that a question gives its conversation: its first line with words in it, without marks of Markdown, addresses cut to their
 * host and a greeting left out, at most 60 characters, cut after a sentence or between words (Chinese too, where no space tells them apart).
 * Of code alone its first line. `null` if there are no words.
 */
export function titleOf(question: string): string | null {
  const lines = question.slice(0, read).split('\n');
  const spoken = firstLine(withoutCode(lines)) ?? firstLine(lines.filter((line) => !isFence(line)));
  if (spoken === null) return null;
  const words = withoutGreeting(spoken);
  if (words.length <= longestTitle) return words;
  const sentence = /^.{12,}?[.?!](?=\s)|^.{8,}?[。？！]/u.exec(words)?.[0];
  if (sentence !== undefined && sentence.length <= longestTitle) return sentence;
  const short = leading(words, 'word').trimEnd() || leading(words, 'grapheme');
  return `${short}…`;
}

const isFence = (line: string): boolean => /^\s*(?:```|~~~)/.test(line);

function withoutCode(lines: readonly string[]): readonly string[] {
  let isCode = false;
  return lines.filter((line) => {
    if (isFence(line)) isCode = !isCode;
    return !isCode && !isFence(line);
  });
}

function firstLine(lines: readonly string[]): string | null {
  for (const line of lines) {
    const words = plain(line);
    if (/[\p{L}\p{N}]/u.test(words)) return words;
  }
  const symbols = lines.map(plain).find((line) => line !== '');
  return symbols ?? null;
}

/** A line as one reads it: no marks of Markdown, no hidden characters, of an address the host. */
function plain(line: string): string {
  return line
    .replaceAll(/[\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ x]\]\s+)?|\d{1,3}[.)]\s+)+/, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replaceAll(/https?:\/\/(?:www\.)?([^\s/?#，。]+)[^\s，。]*/gi, '$1')
    .replaceAll(/(\*\*|~~)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/`+([^`]+)`+/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const greetings =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| everyone| all)?|你好|您好|嗨|大家好|こんにちは)(?:[\s,.!，。！、～~]+|$)/iu;
const polite = /^(?:请问|麻烦问一下|想问一下)[\s，,：:]*/u;

function withoutGreeting(words: string): string {
  const rest = words.replace(greetings, '').replace(polite, '');
  if (rest === words || (rest.length < saidAfterGreeting && !/^\p{Script=Han}{4}/u.test(rest))) return words;
  const first = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return `${first.toUpperCase()}${rest.slice(first.length)}`;
}

/** As many whole segments as fit beside an ellipsis. */
function leading(text: string, granularity: 'word' | 'grapheme'): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity }).segment(text.slice(0, 8 * longestTitle))) {
    if (index + segment.length >= longestTitle) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
