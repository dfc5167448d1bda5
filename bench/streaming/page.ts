import { answerTokens, lastWord } from './answer.ts';
import type { Sink, Way } from './sink.ts';

/** What one run tells beside the main thread's time, which the driver reads from outside. */
interface Told {
  readonly updates: number;
  /** From the arrival of the last token to the moment after the frame that shows it. */
  readonly lastWordMs: number;
  /** Of tasks longer than 50 ms, the time above it. */
  readonly blockedMs: number;
}

const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no element with the id "app".');
const way = await load(new URLSearchParams(window.location.search).get('way') ?? '', container);
let sinks: readonly Sink[] = [];

async function load(name: string, element: HTMLElement): Promise<Way> {
  if (name === 'app') return (await import('./app-way.tsx')).appWay(element);
  const { bareWay, receivingWay } = await import('./bare-ways.ts');
  return name === 'receive' ? receivingWay() : bareWay(element, name === 'paced');
}

async function prepare(answers: number): Promise<void> {
  sinks = await way.begin(answers);
}

/** Streams so many tokens into each answer at a rate in tokens a second, as they would come over the network. */
async function run(count: number, rate: number): Promise<Told> {
  const tokens = answerTokens(count);
  const updatesBefore = way.updates();
  let blockedMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blockedMs += Math.max(0, duration - 50);
  });
  observer.observe({ type: 'longtask' });
  await push(tokens, rate);
  const arrived = performance.now();
  for (const sink of sinks) sink.end();
  await untilShown();
  const lastWordMs = performance.now() - arrived;
  // What a page does after the last word, it does in this time.
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
  observer.disconnect();
  return { updates: way.updates() - updatesBefore, lastWordMs, blockedMs };
}

function push(tokens: readonly string[], rate: number): Promise<void> {
  const began = performance.now();
  let sent = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(tokens.length, Math.floor(((performance.now() - began) / 1000) * rate));
      for (; sent < due; sent += 1) for (const sink of sinks) sink.push(tokens[sent] ?? '');
      if (sent < tokens.length) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
}

/** Resolves after the first frame at whose beginning the last word of all answers stood in the page. */
function untilShown(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const isShown = sinks.every((sink) => sink.element()?.textContent.trimEnd().endsWith(lastWord) ?? true);
      if (isShown) setTimeout(resolve);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

Reflect.set(window, 'bench', { prepare, run });
