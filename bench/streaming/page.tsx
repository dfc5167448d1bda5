import { createRoot } from 'react-dom/client';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import { scheduleOnFrame, createFrame } from '../../src/chat/frame.ts';
import { english } from '../../src/ui/language/messages.ts';
import { Markdown } from '../../src/ui/parts/markdown/markdown.tsx';

/** A token of these texts is about four characters. */
const charactersPerToken = 4;

/** A long answer as models write it: prose, lists, code, a table, over and over with other numbers. */
function answerOf(tokens: number): string {
  let text = '';
  for (let part = 1; text.length < tokens * charactersPerToken; part += 1) {
    text += `## Part ${part}\n\nThe **weights** of a model carry its license on, and what stands on *them* inherits the terms of part ${part}. A chain is as free as its narrowest link, which is why \`declared\` and \`effective\` differ.\n\n- the first point of ${part}, with a little more to read\n- the second, which mentions [a page](https://example.org/${part})\n- the third\n\n\`\`\`python\ndef part_${part}(license, parents):\n    for parent in parents:\n        license = min(license, parent)  # the narrowest\n    return license\n\`\`\`\n\n| model | declared | effective |\n|---|---|---|\n| one | MIT | MIT |\n| two | Apache-2.0 | CC BY-NC 4.0 |\n\n`;
  }
  return text.slice(0, tokens * charactersPerToken);
}

type Show = (text: string, isLive: boolean) => void;

const shows: Readonly<Record<string, (container: HTMLElement) => Show>> = {
  /** Only receives: what every page pays. */
  parse: () => () => undefined,
  /** Appends what came to one text node. */
  bare: (container) => {
    const node = document.createTextNode('');
    const block = document.createElement('div');
    block.style.whiteSpace = 'pre-wrap';
    block.append(node);
    container.append(block);
    let shown = 0;
    return (text) => {
      node.appendData(text.slice(shown));
      shown = text.length;
    };
  },
  markdown: (container) => {
    const root = createRoot(container);
    return (text, isLive) => root.render(<Markdown text={text} isLive={isLive} labels={english.markdown} />);
  },
};

/** Streams an answer at a rate in tokens a second, a token at a time as the network would bring it. */
async function run(kind: string, tokens: number, rate: number): Promise<number> {
  const container = document.getElementById('app');
  const show = container === null ? undefined : shows[kind]?.(container);
  if (show === undefined) throw new Error(`No such way to show: ${kind}`);
  const answer = answerOf(tokens);
  let text = '';
  const add = (batch: ReadonlyMap<string, readonly string[]>): void => {
    text += batch.get('answer')?.join('') ?? '';
    show(text, true);
  };
  // The app's own frame; the bare page is written at every frame of the display.
  const frame = kind === 'markdown' ? createFrame<string>({ now: () => performance.now(), schedule: scheduleOnFrame, hand: add }) : null;
  const began = performance.now();
  let sent = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(tokens, Math.floor(((performance.now() - began) / 1000) * rate));
      for (; sent < due; sent += 1) {
        const token = answer.slice(sent * charactersPerToken, (sent + 1) * charactersPerToken);
        if (frame === null) text += token;
        else frame.push('answer', token);
      }
      if (sent === tokens) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
    const paint = (): void => {
      if (frame === null) show(text, true);
      if (sent < tokens) requestAnimationFrame(paint);
    };
    requestAnimationFrame(paint);
  });
  frame?.flush();
  show(answer, false);
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
  return performance.now() - began;
}

Reflect.set(window, 'run', run);
