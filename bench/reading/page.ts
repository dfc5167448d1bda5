import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import '../../src/ui/app-frame.css';
import '../../src/ui/chat/chat-screen.css';
import '../../src/ui/chat/composer/composer.css';
import '../../src/ui/parts/thread/thread.css';
import { conversation } from './conversation.ts';

/** The page that the app is compared with: the same words as plain text, in the same boxes under the same styles, over a bare field. */
const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no element with the id "app".');
const root = container;

function box(name: string, ...children: readonly Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.append(...children);
  return element;
}

/** Shows a conversation scrolled to its end. */
function open(count: number): void {
  const messages = conversation(count).map(({ role, content }) => {
    const words = box(role === 'user' ? 'question-text' : 'answer-text', document.createTextNode(content));
    words.style.whiteSpace = 'pre-wrap';
    const message = document.createElement('article');
    message.className = role === 'user' ? 'message question' : 'message answer';
    message.append(words);
    return message;
  });
  const scroller = box('thread', box('thread-content', ...messages));
  const field = document.createElement('textarea');
  field.setAttribute('aria-label', 'Message');
  root.replaceChildren(box('app-frame', box('app-main', box('chat-main', box('thread-area', scroller), field))));
  scroller.scrollTop = scroller.scrollHeight;
}

Reflect.set(window, 'bench', { open, conversation });
