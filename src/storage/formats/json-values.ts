/** One value out of a file: an element of its list, a line of it, or the whole. `member` is the name of the list inside an object. */
export type FoundValue =
  | { readonly kind: 'value'; readonly value: unknown; readonly member: string | null }
  /** What could not be read here is lost; the rest goes on. */
  | { readonly kind: 'damage'; readonly words: string };

/** UTF-16 units of one value: more does not fit beside what it becomes. */
const longestValue = 64 * 1024 * 1024;
/** Lists inside the outermost object whose elements come one by one. */
const listMembers = /"(records|conversations)"\s*:\s*$/;
const special = /["[\]{}]/g;
const inside = /["\\\n]/g;

/**
 * The values of a JSON file, one after the other, while it is still being read: elements of a list, lines of JSONL, or elements of the
 * lists `records` and `conversations` of an object, which comes itself at the end with those lists empty. Nothing is thrown: where the
 * file is cut or broken, what is readable before and behind it still comes.
 */
export async function* jsonValues(chunks: AsyncIterable<string>): AsyncGenerator<FoundValue> {
  const scanner = createScanner();
  for await (const chunk of chunks) yield* scanner.add(chunk);
  yield* scanner.end();
}

interface Scanner {
  add(chunk: string): Generator<FoundValue>;
  end(): Generator<FoundValue>;
}

function createScanner(): Scanner {
  /** What is not used up; scanned up to `at`. */
  let rest = '';
  let at = 0;
  /** Brackets that are open, outermost first. */
  const open: string[] = [];
  let inString = false;
  /** Where the present value began, in `rest`. */
  let start = -1;
  /** The list that elements are taken from: `''` the outermost, a name inside of an object, `null` none. */
  let member: string | null = null;
  /** Text of the outermost object, without its lists. */
  let frame: string | null = null;
  let first: string | null = null;
  let found = 0;
  let isJson = false;
  let isTooLong = false;

  /** Depth at which the elements of the present list begin. */
  const depth = (): number => (member === null ? 0 : member === '' ? 1 : 2);

  function* value(text: string): Generator<FoundValue> {
    found += 1;
    first ??= text.slice(0, 24);
    const read = parsed(text);
    if (read !== null) yield { kind: 'value', value: read.value, member: member === '' ? null : member };
    else yield* salvaged(text, first, member === '' ? null : member, found);
  }

  function* scan(): Generator<FoundValue> {
    while (at < rest.length) {
      if (inString) {
        const end = endOfString(rest, at);
        ({ at } = end);
        if (!end.isOver) return;
        inString = false;
        continue;
      }
      special.lastIndex = at;
      const hit = special.exec(rest);
      if (hit === null) {
        at = rest.length;
        return;
      }
      at = hit.index + 1;
      const [mark] = hit;
      if (mark === '"') inString = true;
      else if (mark === '[' || mark === '{') yield* opened(mark, hit.index);
      else yield* closed();
    }
  }

  /** Numbers and words between the elements of a list: values too, and none that anybody waits for. */
  function* between(end: number): Generator<FoundValue> {
    if (start >= 0 || member === null || open.length !== depth()) return;
    const gap = rest.slice(0, end).replace(/^[\s,]+|[\s,]+$/g, '');
    if (gap === '') return;
    const list = parsed(`[${gap}]`);
    for (const one of list !== null && Array.isArray(list.value) ? list.value : [gap])
      yield { kind: 'value', value: one, member: member || null };
  }

  function* opened(mark: '[' | '{', index: number): Generator<FoundValue> {
    if (open.length === 0 && member === null && found === 0 && mark === '[') {
      isJson = true;
      member = '';
      open.push('[');
      drop(index + 1);
      return;
    }
    const name =
      open.length === 1 && open[0] === '{' && member === null && mark === '['
        ? listMembers.exec(rest.slice(Math.max(start, index - 60), index))?.[1]
        : undefined;
    if (name !== undefined) {
      frame = `${frame ?? ''}${rest.slice(start, index)}[`;
      member = name;
      open.push('[');
      start = -1;
      drop(index + 1);
      return;
    }
    yield* between(index);
    if (open.length === depth() && start < 0) start = index;
    open.push(mark);
  }

  function* closed(): Generator<FoundValue> {
    if (open.length === 0) return;
    if (open.length === depth()) {
      yield* between(at - 1);
      // The list itself ends; inside of an object the object goes on.
      const isInside = member !== '' && member !== null;
      open.pop();
      member = null;
      if (isInside) {
        drop(at - 1);
        start = 0;
        at = 1;
      } else drop(at);
      return;
    }
    open.pop();
    if (open.length > depth() || start < 0) return;
    const text = rest.slice(start, at);
    start = -1;
    drop(at);
    const whole = member === null && frame !== null ? `${frame}${text}` : text;
    if (member === null) frame = null;
    if (!isTooLong) yield* value(whole);
    isTooLong = false;
  }

  function drop(length: number): void {
    rest = rest.slice(length);
    at = Math.max(0, at - length);
  }

  return {
    *add(chunk) {
      rest += chunk;
      yield* scan();
      if (start < 0 && !inString && /^[\s,]*$/.test(rest.slice(0, at))) drop(at);
      if (rest.length > longestValue) {
        if (!isTooLong) yield { kind: 'damage', words: 'A part of the file is too large and was left out.' };
        isTooLong = true;
        rest = rest.slice(-80);
        at = rest.length;
        start = 0;
      }
    },
    *end() {
      const left = start < 0 ? '' : rest.slice(start);
      const whole = found === 0 && open.length === 0 ? parsed(rest) : null;
      if (whole !== null) yield { kind: 'value', value: whole.value, member: null };
      else if (found === 0 && frame === null && !isJson) yield { kind: 'damage', words: 'The file is not JSON.' };
      else if (left !== '' || open.length > 0) yield { kind: 'damage', words: 'The file ends in the middle: what stood last is lost.' };
      if (left !== '' && first !== null) yield* pieces(left, first, member === '' ? null : member);
      if (member !== null && frame !== null) {
        const header = parsed(`${frame}]}`);
        if (header !== null) yield { kind: 'value', value: header.value, member: null };
      }
    },
  };
}

/**
 * Place behind the quotation mark that ends a string, or the place at which reading goes on when more has come, with `isOver` false. A line
 * end can't stand in a string: whatever it ended in is broken.
 */
function endOfString(text: string, from: number): { readonly at: number; readonly isOver: boolean } {
  inside.lastIndex = from;
  for (let hit = inside.exec(text); hit !== null; hit = inside.exec(text)) {
    if (hit[0] === '"') return { at: hit.index + 1, isOver: true };
    if (hit[0] === '\n') return { at: hit.index, isOver: true };
    // What is escaped may not have come yet.
    if (hit.index + 1 >= text.length) return { at: hit.index, isOver: false };
    inside.lastIndex = hit.index + 2;
  }
  return { at: text.length, isOver: false };
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

/** A broken value may have swallowed whole ones behind it: elements of one list mostly begin alike, so what begins like the first is tried. */
function* salvaged(text: string, first: string, member: string | null, place: number): Generator<FoundValue> {
  yield { kind: 'damage', words: `Part ${place} of the file is damaged and was left out.` };
  yield* pieces(text, first, member);
}

function* pieces(text: string, first: string, member: string | null): Generator<FoundValue> {
  const beginning = /^[[{]\s*"[^"]*"\s*:/.exec(first)?.[0];
  if (beginning === undefined) return;
  for (let from = text.indexOf(beginning, 1); from > 0; ) {
    const next = text.indexOf(beginning, from + 1);
    const piece = text.slice(from, next < 0 ? text.length : next).replace(/[\s,\]]+$/, '');
    const read = parsed(piece);
    if (read !== null) yield { kind: 'value', value: read.value, member };
    from = next;
  }
}
