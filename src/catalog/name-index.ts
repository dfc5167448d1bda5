import type { Catalog } from './catalog.ts';
import families from './families.json' with { type: 'json' };

/** A name that people use for several sizes of one model; it stands for its flagship until a size is said. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly flagship: string;
  /** Shown on top of the picker even before any server is connected. */
  readonly pinned: boolean;
}

export const modelFamilies: readonly Family[] = families;

/** A word or number of a text: `llama-3.1-8b` has the pieces `llama`, `3.1`, `8b`. Offsets are UTF-16. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const piecePattern =
  /\p{Script=Han}|(?<!\p{Script=Latin})v?\d+(?:[._]\d+)*(?:[bmk](?![a-z]))?|\p{Script=Latin}+|\d+(?:[._]\d+)*(?:[bmk](?![a-z]))?/giu;

/** Cuts a text into pieces: words, numbers with their size letter ("7b"), single Han characters. The "v" of a version is dropped: "v2" is "2". */
export function pieces(text: string): readonly Piece[] {
  return [...text.matchAll(piecePattern)].map((match) => ({
    text: match[0]
      .toLowerCase()
      .replaceAll('_', '.')
      .replace(/^v(?=\d)/, ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** One key for all spellings of a name: "Stable Vicuna", "stable-vicuna" and "StableVicuna" are one. */
export function nameKey(text: string): string {
  return pieces(text)
    .map((piece) => piece.text)
    .join('|')
    .replace(/(?<=[^\d|])\|(?=[^\d|])/g, '');
}

/** Catalog ids by the key of every name that a model or family is known by. Own names win over family names. */
export function nameIndex(catalog: Catalog): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const family of modelFamilies) {
    if (!catalog.models.has(family.flagship)) continue;
    for (const name of family.names) index.set(nameKey(name), family.flagship);
  }
  for (const model of catalog.models.values()) {
    const plain = model.name.replace(/\s*\(.*$/, '').replace(/,.*$/, '');
    const hub = model.hubId?.split('/').at(-1);
    for (const name of [plain, model.name, model.name.replace(/,.*$/, ''), model.id, model.hubId, hub, ...model.aliases]) {
      if (name !== null && name !== undefined && name !== '' && !ambiguous(plain, name)) index.set(nameKey(name), model.id);
    }
  }
  return index;
}

/** "Open Assistant SFT-1 (Pythia 12B)" shortens well; a name that shrinks to one common word would not. */
function ambiguous(plain: string, name: string): boolean {
  return name === plain && /^(gpt|llama)$/i.test(plain);
}
