import { type PromptNote, renderPrompt } from '#catalog/prompt-format.ts';
import { rawPrompt } from '#providers/wire/raw-prompt.ts';
import type { BackendDescription, SamplingParameters } from '#providers/provider.ts';
import { type AskedModel, type PreparedRequest, prepareRequest, type Question } from './prepare.ts';
import type { Provenance } from './records.ts';

/** The text of the next request, as far as it can be known before it is sent. */
export type ShownPrompt =
  /** Written here: this is sent to the letter. */
  | {
      readonly by: 'format';
      readonly formatName: string;
      readonly text: string;
      readonly stop: readonly string[];
      readonly notes: readonly PromptNote[];
    }
  /** The backend says that its template will write this. */
  | { readonly by: 'backend'; readonly text: string }
  /** The backend writes it and does not tell: the request's own messages are all that is known. */
  | { readonly by: 'messages' };

/** A request that is shown and not sent. */
export interface PromptPreview extends PreparedRequest {
  readonly prompt: ShownPrompt;
  readonly backend: BackendDescription;
  readonly asked: Provenance['asked'];
  /** The model's usual parameters, without the person's own. */
  readonly usual: SamplingParameters;
}

/** How long a backend may take to write the prompt. Milliseconds. */
const askLimit = 5000;

/**
 * Makes the request ready as for sending and finds out what its prompt will be. Nothing is generated. When `signal` is aborted the backend is
 * asked nothing more.
 */
export async function previewRequest(
  question: Question & {
    readonly description: AskedModel & { readonly asked: Provenance['asked']; readonly parameters: SamplingParameters };
  },
  signal: AbortSignal,
): Promise<PromptPreview> {
  const { provider, description } = question;
  const prepared = await prepareRequest(question, { thorough: true, signal });
  return {
    ...prepared,
    prompt: await promptOf(question, prepared, AbortSignal.any([signal, AbortSignal.timeout(askLimit)])),
    backend: provider.backend,
    asked: description.asked,
    usual: description.parameters,
  };
}

async function promptOf({ provider }: Question, { request }: PreparedRequest, signal: AbortSignal): Promise<ShownPrompt> {
  const { promptFormat: format } = request;
  const raw = rawPrompt(request);
  if (format === null || raw === null) {
    const text = await provider.renderPrompt(request, signal);
    return text === null ? { by: 'messages' } : { by: 'backend', text };
  }
  if (provider.backend.kind !== 'in-browser')
    return { by: 'format', formatName: format.name, text: raw.text, stop: raw.stop, notes: raw.notes };
  // The engine in the page gets the beginning-of-text token and finds the end by itself, and the guide sees marks instead of names.
  const { text, stop, notes } = renderPrompt(format, request);
  const told = await provider.renderPrompt(request, signal);
  return { by: 'format', formatName: format.name, text: told ?? text, stop, notes };
}
