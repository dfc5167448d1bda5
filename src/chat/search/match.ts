import type { Attachment, ConversationRecord, MessageRecord, Organised, Provenance } from '../records.ts';
import { servedCatalogId } from '../served-model.ts';
import { fold } from './fold.ts';
import { allows, type PlannedTerm, type SearchPlan } from './plan.ts';
import { snippetOf } from './snippet.ts';

/** What is found as one: a conversation by itself, or a comparison or a run with all of its columns. */
export type Sought = Pick<Organised, 'folder' | 'tags'> & {
  /** Of the conversation, the comparison or the run. */
  readonly id: string;
  readonly kind: 'conversation' | 'comparison' | 'run';
  readonly title: string | null;
  /** When something was last said in it. Milliseconds since 1970. */
  readonly usedAt: number;
  /** Whose messages are read. */
  readonly conversations: readonly Pick<ConversationRecord, 'id' | 'removed'>[];
};

interface SoughtText {
  readonly text: string;
  /** The same, folded. */
  readonly folded: string;
}

/** A file that was given with a question; of a picture only its name is sought in. */
interface SoughtFile extends SoughtText {
  readonly name: string;
  readonly foldedName: string;
}

/** A message as it is sought in, in the little form that stays in memory between two letters of a query. */
export interface SoughtMessage extends SoughtText {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly kind: MessageRecord['kind'];
  readonly files: readonly SoughtFile[];
  /** Of an answer. */
  readonly provenance: Pick<Provenance, 'asked' | 'served'> | null;
}

export interface FoundMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: MessageRecord['kind'];
  /** Name of the attached file that the snippet is of; `null`: it is of the message itself. */
  readonly file: string | null;
  /** The text around the words. */
  readonly snippet: string;
}

const noFiles: readonly SoughtFile[] = [];

export function soughtMessage(message: MessageRecord): SoughtMessage {
  const attached = message.kind === 'question' ? (message.attachments ?? []) : [];
  const { id, conversationId, parentId, kind } = message;
  const { asked, served } = message.kind === 'answer' ? message.provenance : {};
  return {
    id,
    conversationId,
    parentId,
    kind,
    ...soughtText(message.text),
    files: attached.length === 0 ? noFiles : attached.map(soughtFile),
    provenance: asked === undefined || served === undefined ? null : { asked, served },
  };
}

/** A text that is folded already is kept once: a file may be long. */
function soughtText(text: string): SoughtText {
  const folded = fold(text);
  return { text, folded: folded === text ? text : folded };
}

function soughtFile(file: Attachment): SoughtFile {
  return { ...soughtText(file.kind === 'text' ? file.text : ''), name: file.name, foldedName: fold(file.name) };
}

/** How much of the memory it takes: UTF-16 units. */
export function sizeOf({ text, folded, files }: SoughtMessage): number {
  return [{ text, folded }, ...files].reduce((sum, one) => sum + one.text.length + (one.folded === one.text ? 0 : one.folded.length), 0);
}

/** The messages without the branches that were removed: what follows a removed one is gone with it. */
export function withoutRemoved(messages: readonly SoughtMessage[], removed: ConversationRecord['removed']): readonly SoughtMessage[] {
  if (removed === undefined || !Object.values(removed).some(({ value }) => value)) return messages;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const known = new Map<string, boolean>();
  const isGone = (start: SoughtMessage): boolean => {
    const way: string[] = [];
    let gone = false;
    for (let message: SoughtMessage | undefined = start; message !== undefined; message = byId.get(message.parentId ?? '')) {
      const told = known.get(message.id);
      if (told !== undefined || way.includes(message.id)) {
        gone = told ?? false;
        break;
      }
      way.push(message.id);
      if (removed[message.id]?.value === true) {
        gone = true;
        break;
      }
    }
    for (const id of way) known.set(id, gone);
    return gone;
  };
  return messages.filter((message) => !isGone(message));
}

/** A conversation, a comparison or a run with what was found in it. */
export type Found = Pick<Sought, 'id' | 'kind' | 'usedAt'> & {
  /** The title has all the words. */
  readonly isTitleFound: boolean;
  /** Newest first, at most `mostMessages`. */
  readonly messages: readonly FoundMessage[];
  /** How many were found in it. */
  readonly count: number;
};

const mostMessages = 5;

const ofAnswers = (term: PlannedTerm): boolean => term.kind === 'model' || term.kind === 'license' || term.kind === 'foundation';

/** True if its messages need not be read: what is asked of tags and folders does not hold for it. */
export function isRuledOut({ terms }: SearchPlan, { tags, folder }: Sought): boolean {
  return terms.some((term) => {
    if (term.kind === 'tag') return (tags?.value ?? []).some((tag) => fold(tag).includes(term.text)) === term.isNegated;
    if (term.kind === 'folder') return fold(folder?.value ?? '').includes(term.text) === term.isNegated;
    return false;
  });
}

/**
 * Looks for a plan in one conversation, or in all columns of a comparison or run. Each word must be in the message, in a file that was given
 * with it or in the title, at least one of them in the message or file; a word with a minus in none of them. What is asked of models holds
 * for answers, and for a question if it holds for one of its answers. A question that was asked in several columns is found once.
 */
export function findIn(plan: SearchPlan, sought: Sought, messages: readonly SoughtMessage[]): Found | null {
  if (plan.terms.length === 0 || isRuledOut(plan, sought)) return null;
  const wanted = plan.terms.flatMap((term) => (term.kind === 'words' && !term.isNegated ? [term.text] : []));
  const unwanted = plan.terms.flatMap((term) => (term.kind === 'words' && term.isNegated ? [term.text] : []));
  const aboutAnswers = plan.terms.filter(ofAnswers);
  const title = fold(sought.title ?? '');
  if (unwanted.some((word) => title.includes(word))) return null;
  const missing = wanted.filter((word) => !title.includes(word));

  const fitting = new Set<string>();
  for (const { kind, id, parentId, provenance } of messages) {
    if (kind !== 'answer' || provenance === null || !aboutAnswers.every((term) => holds(term, provenance))) continue;
    fitting.add(id);
    if (parentId !== null) fitting.add(parentId);
  }
  const found: SoughtMessage[] = [];
  const asked = new Set<string>();
  for (const message of messages) {
    if (aboutAnswers.length > 0 && !fitting.has(message.id)) continue;
    // Without words it is the answers that are found.
    if (wanted.length === 0 && (aboutAnswers.length === 0 || message.kind !== 'answer')) continue;
    const has = (word: string): boolean =>
      message.folded.includes(word) || message.files.some(({ folded, foldedName }) => folded.includes(word) || foldedName.includes(word));
    if (!missing.every(has) || (wanted.length > 0 && !wanted.some(has)) || unwanted.some(has)) continue;
    if (sought.kind !== 'conversation' && message.kind === 'question') {
      if (asked.has(message.folded)) continue;
      asked.add(message.folded);
    }
    found.push(message);
  }
  const isTitleFound = missing.length === 0 && (aboutAnswers.length === 0 || fitting.size > 0);
  if (found.length === 0 && !isTitleFound) return null;
  const shown = found.toSorted((left, right) => (left.id < right.id ? 1 : -1)).slice(0, mostMessages);
  return {
    id: sought.id,
    kind: sought.kind,
    usedAt: sought.usedAt,
    isTitleFound: isTitleFound && wanted.length > 0,
    messages: shown.map((message) => foundMessage(message, wanted)),
    count: found.length,
  };
}

/** What is shown is of the message itself or of the file that has more of the words than it, or has one of them in its name. */
function foundMessage(message: SoughtMessage, words: readonly string[]): FoundMessage {
  const { id, conversationId, kind, files } = message;
  let best: SoughtText = message;
  let most = words.filter((word) => message.folded.includes(word)).length;
  let name: string | null = null;
  for (const file of files) {
    const count = words.filter((word) => file.folded.includes(word) || file.foldedName.includes(word)).length;
    if (count > most) [best, most, name] = [file, count, file.name];
  }
  return { id, conversationId, kind, file: name, snippet: snippetOf(best.text, best.folded, words) };
}

function holds(term: PlannedTerm, provenance: Pick<Provenance, 'asked' | 'served'>): boolean {
  const card = servedCatalogId(provenance);
  const has = (cards: readonly string[]): boolean => card !== null && cards.includes(card);
  const isSo = ((): boolean => {
    switch (term.kind) {
      case 'model':
        return has(term.cards) || fold(provenance.served.model ?? provenance.asked.modelId).includes(term.text);
      case 'foundation':
        return has(term.cards);
      case 'license': {
        // What was true when it was written counts, not what a later catalog says.
        const snapshot = provenance.served.license;
        if (term.isUnknown) return card === null;
        if (snapshot === undefined || snapshot === null) return has(term.cards);
        return term.use === null ? snapshot.effective.some((id) => term.licenses.includes(id)) : allows(snapshot.verdicts[term.use]);
      }
      default:
        return true;
    }
  })();
  return isSo !== term.isNegated;
}
