import { takesImages } from '#providers/takes-images.ts';
import { begunText, continuedParts, isCut } from '../continuing.ts';
import type { Engine } from '../engine.ts';
import { newQuestion } from '../new-records.ts';
import { askedFor } from './asking.ts';

/** How long a backend may take to tell what it can before it is done without. Milliseconds. */
const tellLimit = 5000;

/** The action `continueAnswer`; nobody needs it on the first page. */
export async function continueAnswer(engine: Engine, answerId: string, words: string): Promise<string | null> {
  const { get, now, makeId, ask, describe, findProvider } = engine;
  const found = askedFor(engine, answerId);
  if (found === null || !isCut(found.answer)) return null;
  const model = found.conversation.model.value ?? get().chosenModel;
  if (model === null) return null;
  const description = await describe(model);
  if (description.cutsItself) return null;
  const { asked, promptFormat } = description;
  const provider = await findProvider(asked.backendId);
  const goesOn = await provider.canContinue({ modelId: asked.modelId, promptFormat }, AbortSignal.timeout(tellLimit));
  // It may have been removed meanwhile, or a version may have been added: the conversation is asked as it is now.
  const still = askedFor(engine, answerId);
  if (still === null) return null;
  const { answer, question, conversation } = still;
  if (goesOn) return ask(conversation, question, { begins: { text: begunText(answer), parts: continuedParts(answer) } });
  const place = { id: makeId(), conversationId: conversation.id, parentId: answerId, createdAt: now() };
  return ask(conversation, newQuestion(place, words));
}

/** The action `readsImages`. */
export async function readsImages({ get, describe, findProvider }: Engine, conversationId: string | null): Promise<boolean | null> {
  const { chosenModel, conversations } = get();
  const model = (conversationId === null ? null : conversations.get(conversationId)?.model.value) ?? chosenModel;
  if (model === null) return null;
  const { asked, promptFormat, readsImages: configured } = await describe(model);
  // A prompt that is written here is text.
  if (promptFormat !== null || !takesImages.has(asked.backendKind)) return false;
  if (configured !== undefined) return configured;
  const provider = await findProvider(asked.backendId);
  return (await provider.inspectModel(asked.modelId, AbortSignal.timeout(tellLimit)))?.readsImages ?? null;
}
