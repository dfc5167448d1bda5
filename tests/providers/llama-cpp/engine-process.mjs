import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Runs llama.cpp, always taking the likeliest token, in a process of its own: what crashes there is a failed test and not the end of all of
 * them. Reads `{ addon, file, contextTokens, maxTokens, prompts }` as JSON from its input and writes what came of each prompt.
 */
const { addon, file, contextTokens, maxTokens, prompts } = JSON.parse(await text(process.stdin));
const llama = createRequire(import.meta.url)(addon);
llama.setLogger(() => undefined);
llama.setLoggerLogLevel(0);
llama.loadBackends();
await llama.init();
llama.loadBackends(dirname(addon));
const model = new llama.AddonModel(file, { addonExports: llama, gpuLayers: 0 });
if (!(await model.init())) throw new Error(`llama.cpp refused ${file}.`);

async function answer(prompt) {
  const context = new llama.AddonContext(model, { contextSize: contextTokens, batchSize: contextTokens, sequences: 1, threads: 1 });
  if (!(await context.init())) throw new Error('llama.cpp made no context.');
  const sampler = new llama.AddonSampler(model);
  sampler.applyConfig({ temperature: 0 });
  const promptTokens = model.tokenize(prompt, true);
  const steps = [];
  let isEnded = false;
  let [batch, position] = [promptTokens, 0];
  while (!isEnded && steps.length < maxTokens) {
    context.initBatch(batch.length);
    const [logits] = context.addToBatch(0, position, batch, new Uint32Array([batch.length - 1]));
    await context.decodeBatch();
    position += batch.length;
    const [token, probabilities] = await context.sampleToken(logits, sampler, true);
    // Pairs of a token and its probability, the likeliest first.
    const margin = Math.log(probabilities[1] / probabilities[3]);
    isEnded = model.isEogToken(token);
    batch = new Uint32Array([token]);
    steps.push({ token, text: isEnded ? '' : model.detokenize(batch, false), margin });
  }
  sampler.dispose();
  await context.dispose();
  return { promptTokens: [...promptTokens], steps, isEnded };
}

const answers = [];
for (const prompt of prompts) answers.push(await answer(prompt));
process.stdout.write(JSON.stringify(answers));
