import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import '../../src/ui/app-frame.css';
import '../../src/ui/chat/chat-screen.css';
import '../../src/ui/parts/thread/thread.css';
import '../../src/ui/compare/compare.css';
import { createFrame, scheduleOnFrame } from '#chat/frame.ts';
import type { Sink, Way } from './sink.ts';

/** Takes the tokens and shows nothing: what every page pays. */
export function receivingWay(): Way {
  return {
    begin: (answers) => {
      let received = '';
      const sink: Sink = {
        push: (token) => {
          received += token;
        },
        end: () => undefined,
        element: () => null,
      };
      Reflect.set(window, 'received', () => received);
      return Promise.resolve(Array.from({ length: answers }, () => sink));
    },
    updates: () => 0,
  };
}

/**
 * Appends the stream to one text node, in the boxes and under the styles in which the app shows an answer, and follows its end as the app
 * does. `paced`: as often as the app, else each token as it comes.
 */
export function bareWay(container: HTMLElement, paced: boolean): Way {
  let updates = 0;
  let forget = (): void => undefined;
  return {
    begin(answers) {
      forget();
      const columns = Array.from({ length: answers }, column);
      container.replaceChildren(frameOf(columns.map(({ area }) => area)));
      const observer = new ResizeObserver(() => {
        for (const { scroller } of columns) scroller.scrollTop = scroller.scrollHeight;
      });
      for (const { content } of columns) observer.observe(content);
      forget = () => observer.disconnect();
      const frame = createFrame<string>({
        now: Date.now,
        schedule: scheduleOnFrame,
        lengthOf: ({ length }) => length,
        hand(batch) {
          updates += 1;
          for (const [place, tokens] of batch) columns[Number(place)]?.text.appendData(tokens.join(''));
        },
      });
      const sinks = columns.map(
        ({ text, words }, place): Sink => ({
          push(token) {
            if (paced) frame.push(String(place), token);
            else {
              updates += 1;
              text.appendData(token);
            }
          },
          end: () => frame.flush(),
          element: () => words,
        }),
      );
      return Promise.resolve(sinks);
    },
    updates: () => updates,
  };
}

function box(name: string, ...children: readonly Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.append(...children);
  return element;
}

function column() {
  const text = document.createTextNode('');
  const words = box('answer-text', text);
  words.style.whiteSpace = 'pre-wrap';
  const content = box('thread-content', box('message answer', words));
  const scroller = box('thread', content);
  return { text, words, content, scroller, area: box('thread-area', scroller) };
}

function frameOf(areas: readonly HTMLElement[]): HTMLElement {
  if (areas.length === 1) return box('app-frame', box('app-main', box('chat-main', ...areas)));
  const track = box('compare-track', ...areas.map((area) => box('column', area)));
  return box('app-frame', box('app-main', box('compare', box('compare-main', track))));
}
