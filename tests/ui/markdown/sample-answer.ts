/** A small generator of numbers in [0, 1) that gives the same row for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words =
  'the model reads weights from disk and keeps a small cache of pages while another thread prepares tokens for decoding so that memory stays bounded even when several requests arrive together because each request owns its buffer and releases it as soon as the last token was written open licenses differ in what they ask of those who pass a work on some ask for a notice others for the same license again'.split(
    ' ',
  );
const chinese = '模型读取权重并保留一个小缓存，另一个线程准备词元。开放许可证的要求各不相同：有的要求署名，有的要求相同方式共享。'.split(
  '',
);

interface Writer {
  readonly pick: <T>(from: readonly T[]) => T;
  readonly count: (least: number, most: number) => number;
}

function createWriter(seed: number): Writer {
  const random = createRandom(seed);
  const count = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(random() * from.length)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  };
  return { pick, count };
}

function phrase(writer: Writer, length: number): string {
  return Array.from({ length }, () => writer.pick(words)).join(' ');
}

function sentence(writer: Writer): string {
  const start = phrase(writer, writer.count(4, 12));
  const middle = writer.pick([
    `, **${phrase(writer, 2)}**,`,
    ` *${writer.pick(words)}*`,
    ` \`${writer.pick(words)}_${writer.pick(words)}()\``,
    ` ([${phrase(writer, 2)}](https://example.org/${writer.pick(words)}))`,
    '',
    '',
    '',
  ]);
  return `${start.charAt(0).toUpperCase()}${start.slice(1)}${middle} ${phrase(writer, writer.count(3, 10))}.`;
}

function paragraph(writer: Writer): string {
  return Array.from({ length: writer.count(2, 5) }, () => sentence(writer)).join(' ');
}

function code(writer: Writer): string {
  const lines = Array.from({ length: writer.count(4, 18) }, (_, line) => {
    const indent = '  '.repeat(line % 3);
    const name = writer.pick(words);
    return `${indent}${writer.pick([`const ${name} = ${writer.count(0, 999)};`, `if (${name} > ${line}) return '${phrase(writer, 3)}';`, `// ${phrase(writer, 5)}`])}`;
  });
  return ['```typescript', ...lines, '```'].join('\n');
}

function table(writer: Writer): string {
  const cells = (make: () => string): string => `| ${Array.from({ length: 4 }, make).join(' | ')} |`;
  const rows = Array.from({ length: writer.count(2, 7) }, () => cells(() => phrase(writer, writer.count(1, 3))));
  return [cells(() => writer.pick(words)), '| --- | :-: | ---: | --- |', ...rows].join('\n');
}

function list(writer: Writer): string {
  const ordered = writer.count(0, 1) === 1;
  const items = Array.from({ length: writer.count(3, 8) }, (_, index) => {
    const nested = writer.count(0, 4) === 0 ? `\n   - ${sentence(writer)}\n   - ${sentence(writer)}` : '';
    return `${ordered ? `${index + 1}.` : '- '} **${phrase(writer, 2)}**: ${sentence(writer)}${nested}`;
  });
  return items.join('\n');
}

function chineseParagraph(writer: Writer): string {
  const run = (): string => Array.from({ length: writer.count(6, 20) }, () => writer.pick(chinese)).join('');
  return `${run()}**${run()}：**${run()}`;
}

const makers = [paragraph, paragraph, paragraph, list, code, table, chineseParagraph, paragraph] as const;

/** Characters that a token of English or code takes on average. */
const charactersPerToken = 4;

/** A markdown answer of about so many tokens, as a model would write it; the same for the same seed. */
export function sampleAnswer(tokens: number, seed = 1): string {
  const writer = createWriter(seed);
  const parts: string[] = [];
  let length = 0;
  while (length < tokens * charactersPerToken) {
    const part = parts.length % 7 === 0 ? `## ${phrase(writer, 3)}` : writer.pick(makers)(writer);
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join('\n\n').slice(0, tokens * charactersPerToken);
}
