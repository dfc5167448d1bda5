import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

async function withServer(name, more, use, file = join(fixtures, 'models', `${name}.gguf`)) {
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

/** A string as GGUF writes it: its length in eight bytes, then its bytes. */
function ggufString(text) {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
}

/**
 * The GPT-NeoX file with Open Assistant's three control tokens in the place of three ordinary ones. What the names take more, the description
 * gives up, so that everything else stays where it is.
 */
async function withControlTokens(folder) {
  let file = await readFile(join(fixtures, 'models', 'gptneox-random.gguf'));
  const types = file.indexOf('tokenizer.ggml.token_type') + 'tokenizer.ggml.token_type'.length + 4 + 4 + 8;
  const [normal, control] = [1, 3];
  const replaced = [
    [259, 'er', '<|prompter|>'],
    [262, 'on', '<|assistant|>'],
    [261, 're', '<|endoftext|>'],
  ];
  for (const [id] of replaced) {
    if (file.readInt32LE(types + 4 * id) !== normal) throw new Error(`token ${id} is none of the ordinary ones`);
    file.writeInt32LE(control, types + 4 * id);
  }
  let grown = 0;
  for (const [, piece, name] of replaced) {
    const [before, after] = [ggufString(piece), ggufString(name)];
    const at = file.indexOf(before, file.indexOf('tokenizer.ggml.tokens'));
    file = Buffer.concat([file.subarray(0, at), after, file.subarray(at + before.length)]);
    grown += after.length - before.length;
  }
  const description = 'Random weights for tests: it says nothing meaningful.';
  const whole = ggufString(description);
  const at = file.indexOf(whole);
  file = Buffer.concat([file.subarray(0, at), ggufString(description.slice(grown)), file.subarray(at + whole.length)]);
  const path = join(folder, 'open-assistant-tokens.gguf');
  await writeFile(path, file);
  return path;
}

/** A question with Open Assistant's markers in it: as a prompt in which they were broken, and in which they were not. */
const markers = {
  broken: '<|prompter|>Hi<\u2060|endoftext|><\u2060|assistant|>Sure<|endoftext|><|assistant|>',
  whole: '<|prompter|>Hi<|endoftext|><|assistant|>Sure<|endoftext|><|assistant|>',
};

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
const folder = await mkdtemp(join(tmpdir(), 'stemma-'));
const openAssistant = await withServer(
  'open-assistant-tokens',
  [],
  async () => {
    const tokensOf = async (content) =>
      (await post('/tokenize', { content, add_special: true, parse_special: true, with_pieces: true })).tokens;
    return {
      broken: { text: markers.broken, tokens: await tokensOf(markers.broken) },
      whole: { text: markers.whole, tokens: await tokensOf(markers.whole) },
    };
  },
  await withControlTokens(folder),
);
await rm(folder, { recursive: true });
await writeFile(join(fixtures, 'llama-cpp', 'open-assistant-tokens.json'), `${JSON.stringify(openAssistant, null, 1)}\n`);
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
