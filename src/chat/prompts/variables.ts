/** A place in a prompt that a person fills in. */
export interface Variable {
  readonly name: string;
  /** Filled in unless the person writes something else. */
  readonly usual: string;
  /** Empty: any text. */
  readonly choices: readonly string[];
}

type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'variable'; readonly variable: Variable };

/**
 * `{{name}}`, `{{name=usual text}}` and `{{name:one|two|three}}`, of which the first is the usual one. A name has letters, digits, spaces,
 * `-` and `_`. Anything else between braces is text: prompts about templates have braces of their own.
 */
const place = /\{\{\s*([\p{L}\p{N}_](?:[\p{L}\p{N}_ -]{0,38}[\p{L}\p{N}_-])?)\s*(?:=([^{}]*)|:([^{}]*))?\}\}/gu;

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(place)) {
    const [whole, name = '', usual, listed] = match;
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    const choices = (listed ?? '')
      .split('|')
      .map((choice) => choice.trim())
      .filter((choice) => choice !== '');
    pieces.push({ kind: 'variable', variable: { name, usual: usual?.trim() ?? choices[0] ?? '', choices } });
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** The variables of a prompt, each once, in their order. Of one that stands there several times the first that says more than its name counts. */
export function variablesOf(text: string): readonly Variable[] {
  const found = new Map<string, Variable>();
  for (const piece of piecesOf(text)) {
    if (piece.kind !== 'variable') continue;
    const known = found.get(piece.variable.name);
    const saysNothing = known !== undefined && known.usual === '' && known.choices.length === 0;
    if (known === undefined || saysNothing) found.set(piece.variable.name, piece.variable);
  }
  return [...found.values()];
}

/** The prompt with every variable replaced, once: what a value brings along is text, whatever it looks like. A value that is missing is empty. */
export function fillPrompt(text: string, values: Readonly<Record<string, string>>): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : Object.hasOwn(values, piece.variable.name) ? values[piece.variable.name] : ''))
    .join('');
}
