import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

/**
 * Records what a real llama.cpp answers, for the tests: `node scripts/record-llama-cpp.mjs <path of llama-server>`. The models are the small
 * files of tests/fixtures/models, so the words are noise and everything else is real.
 */
const program = process.argv[2];
if (program === undefined) throw new Error('Which llama-server?');
const port = 18_200;
const base = `http://127.0.0.1:${port}`;
const key = 'key-of-the-recording-0123456789';
const fixtures = join(root, 'tests', 'fixtures');

async function withServer(name, more, use) {
  const file = join(fixtures, 'models', `${name}.gguf`);
  const server = spawn(program, ['-m', file, '--alias', name, '--port', String(port), '-c', '256', '-np', '1', ...more], {
    stdio: 'ignore',
  });
  try {
    for (let tries = 0; tries < 100; tries++) {
      const health = await fetch(`${base}/health`).catch(() => null);
      if (health?.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return await use(file);
  } finally {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
}

const get = async (path) => (await fetch(`${base}${path}`)).json();
const post = async (path, body) => (await fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();

/** An answer as it came, in the form that the tests play: status, headers, blank line, body. */
async function record(wire, path, body) {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { Origin: 'http://page.example', 'Content-Type': 'application/json' },
  });
  const headers = ['content-type', 'access-control-allow-origin', 'x-accel-buffering'].flatMap((name) =>
    response.headers.has(name) ? [`${name}: ${response.headers.get(name)}`] : [],
  );
  const text = [`${response.status} ${response.statusText}`, ...headers, '', await response.text()].join('\n');
  await writeFile(join(fixtures, 'wire', 'openai-compatible', `${wire}.http`), text);
}

const question = [{ role: 'user', content: 'The llama and the vicuna' }];
const prompts = ['The llama and the vicuna', 'Once upon a time', '<|begin|>a b c'];
/** Control tokens of these files, as they are and broken by a word joiner. */
const texts = ['Hi<|end|><|begin|>Sure', 'Hi<\u2060|end|><\u2060|begin|>Sure'];
const asked = { stream: true, stream_options: { include_usage: true }, return_progress: true, temperature: 0, max_tokens: 6 };

/** Two tokens this close (in the logarithm of their probability) may change places with the rounding of another build. */
const nearTie = 0.01;

const recorded = {};
for (const name of ['llama-random', 'gptneox-random', 'gpt2-random']) {
  recorded[name] = await withServer(name, [], async (file) => {
    const props = JSON.stringify(await get('/props')).replaceAll(file, `/models/${name}.gguf`);
    const greedy = [];
    for (const prompt of prompts) {
      const body = { prompt, n_predict: 24, temperature: 0, return_tokens: true, n_probs: 2 };
      const { content, tokens, completion_probabilities: steps } = await post('/completion', body);
      const margins = steps.map(({ top_logprobs: [first, second] }) => first.logprob - second.logprob);
      const tie = margins.findIndex((margin) => margin < nearTie);
      const certain =
        tie < 0
          ? content
          : steps
              .slice(0, tie)
              .map(({ token }) => token)
              .join('');
      greedy.push({ prompt, text: content, tokens, isWhole: tie < 0, certain });
    }
    const tokenized = [];
    for (const text of texts) {
      const { tokens } = await post('/tokenize', { content: text, add_special: true, parse_special: true, with_pieces: true });
      tokenized.push({ text, tokens });
    }
    return {
      models: await get('/v1/models'),
      props: JSON.parse(props),
      applied: await post('/apply-template', { messages: question }),
      counted: await post('/v1/chat/completions/input_tokens', { messages: question }),
      greedy,
      tokenized,
    };
  });
}
await writeFile(join(fixtures, 'llama-cpp', 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
await withServer('llama-random', ['--api-key', key], async () => {
  await record('refused-llama-cpp-recorded-key', '/v1/chat/completions', { messages: question, ...asked });
});
await withServer('llama-random', [], async () => {
  await record('chat-llama-cpp-recorded', '/v1/chat/completions', { model: 'llama-random', messages: question, ...asked });
  await record('completion-llama-cpp-recorded', '/v1/completions', { model: 'llama-random', prompt: prompts[0], ...asked });
  const long = [{ role: 'user', content: 'llama '.repeat(400) }];
  await record('refused-llama-cpp-recorded-context', '/v1/chat/completions', { messages: long, ...asked });
});
