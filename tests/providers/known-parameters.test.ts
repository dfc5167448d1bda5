import { expect, test } from 'vitest';
import * as ollama from '#providers/backends/ollama/request-body.ts';
import * as openAi from '#providers/backends/openai-compatible/request-body.ts';
import * as generation from '#providers/backends/text-generation-inference/request-body.ts';
import { allParameters, knownParameters, type Parameter } from '#providers/known-parameters.ts';
import type { GenerationRequest } from '#providers/provider.ts';
import { rawPrompt } from '#providers/wire/raw-prompt.ts';
import { question, rawQuestion } from './collect.ts';

/** Odd enough to be found in a body and nowhere else. */
const values: Readonly<Record<Parameter, number>> = {
  temperature: 0.7301,
  topP: 0.7302,
  topK: 7303,
  repetitionPenalty: 1.7304,
  maxTokens: 7305,
  seed: 7306,
};

const prompt = rawPrompt(rawQuestion());
if (prompt === null) throw new Error('There is no prompt.');
const bodies: readonly (readonly [
  kind: Parameters<typeof knownParameters>[0],
  isRaw: boolean,
  body: (request: GenerationRequest) => object,
])[] = [
  ['openai-compatible', false, (request) => openAi.chatBody(request, 'unknown')],
  ['openai-compatible', true, (request) => openAi.completionBody(request, prompt, 'unknown')],
  ['ollama', false, (request) => ollama.chatBody(request, null)],
  ['ollama', true, (request) => ollama.generateBody(request, prompt, null)],
  ['text-generation-inference', false, (request) => generation.chatBody(request)],
  ['text-generation-inference', true, (request) => generation.generateBody(request, prompt)],
];

test.each(bodies)('%s (raw: %s) sends exactly the parameters that it is said to know', (kind, isRaw, bodyOf) => {
  const body = JSON.stringify(bodyOf({ ...question, parameters: values }));
  expect(allParameters.filter((parameter) => body.includes(String(values[parameter])))).toEqual(knownParameters(kind, isRaw));
});
