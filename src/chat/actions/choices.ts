import type { SamplingParameters } from '#providers/provider.ts';
import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import type { Attachment } from '../records.ts';
import { freshStart } from '../prompts/presets.ts';
import { withMatch } from '../said-match.ts';

/** The draft key of the conversation that does not exist yet. */
const newDraft = 'new';

export interface ChoiceActions {
  chooseModel(model: string, conversationId: string | null): void;
  setParameters(parameters: SamplingParameters): void;
  /** Says which card a model is; `undefined` leaves it to the catalog again. */
  setMatch(model: string, catalogId: string | null | undefined): void;
  /** What the model is told before the first turn, from the next question on; `conversationId` `null` = in the next new conversation. */
  setSystem(conversationId: string | null, text: string): void;
  /** Parameters of one conversation alone, over those of all; `null` as above. Empty = none of its own. */
  setOwnParameters(conversationId: string | null, parameters: SamplingParameters): void;
  /** The preset that new conversations begin with, from the next on. */
  setDefaultPreset(id: string | null): void;
  setDraft(conversationId: string | null, text: string): void;
  /** What is attached to the next question of a conversation. */
  setDraftAttachments(conversationId: string | null, attachments: readonly Attachment[]): void;
}

export function choiceActions(engine: Engine): ChoiceActions {
  const { get, set, nameModel, changeConversation } = engine;
  return {
    chooseModel(model, conversationId) {
      if (conversationId === null) set({ chosenModel: model });
      else changeConversation(conversationId, (conversation, at) => ({ ...conversation, model: restamp(conversation.model, model, at) }));
    },

    setParameters(parameters) {
      set({ parameters });
    },

    setMatch(model, catalogId) {
      set({ matches: withMatch(get().matches, model, nameModel(model).backendKind, catalogId) });
    },

    setSystem(conversationId, text) {
      const system = text.trim() === '' ? null : text;
      if (conversationId === null) set({ newSystem: system });
      else {
        changeConversation(conversationId, (conversation, at) => ({
          ...conversation,
          system: restamp(conversation.system ?? { value: null, updatedAt: conversation.createdAt }, system, at),
        }));
      }
    },

    setOwnParameters(conversationId, parameters) {
      const own = Object.keys(parameters).length === 0 ? null : parameters;
      if (conversationId === null) set({ newParameters: own });
      else {
        changeConversation(conversationId, (conversation, at) => ({
          ...conversation,
          parameters: restamp(conversation.parameters ?? { value: null, updatedAt: conversation.createdAt }, own, at),
        }));
      }
    },

    setDefaultPreset(id) {
      set({ defaultPreset: id, ...freshStart({ items: get().items, defaultPreset: id }) });
    },

    setDraft: (conversationId, text) => setDraft(engine, conversationId, text),
    setDraftAttachments: (conversationId, attachments) => setDraftAttachments(engine, conversationId, attachments),
  };
}

/** Unsent text of a conversation, `null` of the one that does not exist yet. */
export function setDraft({ get, set }: Engine, conversationId: string | null, text: string): void {
  const key = conversationId ?? newDraft;
  if ((get().drafts.get(key) ?? '') === text) return;
  const drafts = new Map(get().drafts);
  if (text === '') drafts.delete(key);
  else drafts.set(key, text);
  set({ drafts });
}

/** What is attached to a question that was not sent yet. */
export function setDraftAttachments({ get, set }: Engine, conversationId: string | null, attachments: readonly Attachment[]): void {
  const key = conversationId ?? newDraft;
  if (attachments.length === 0 && !get().draftAttachments.has(key)) return;
  const all = new Map(get().draftAttachments);
  if (attachments.length === 0) all.delete(key);
  else all.set(key, attachments);
  set({ draftAttachments: all });
}
