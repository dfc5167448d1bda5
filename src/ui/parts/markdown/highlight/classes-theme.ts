import type { ThemeRegistrationRaw } from '@shikijs/types';

/** Kinds of words in code. The theme's colours are only their numbers: the page's own style sheet colours them, dark or light. */
const kinds: readonly (readonly [name: string, scopes: readonly string[]])[] = [
  ['plain', []],
  ['comment', ['comment', 'punctuation.definition.comment']],
  ['string', ['string', 'constant.character', 'markup.inline.raw']],
  ['number', ['constant.numeric', 'constant.language', 'support.constant']],
  ['keyword', ['keyword', 'storage', 'variable.language.this']],
  ['function', ['entity.name.function', 'support.function', 'meta.function-call.generic']],
  ['type', ['entity.name.type', 'entity.name.class', 'support.type', 'support.class', 'entity.name.tag']],
  ['property', ['variable.other.property', 'support.type.property-name', 'meta.object-literal.key', 'entity.other.attribute-name']],
  ['inserted', ['markup.inserted']],
  ['deleted', ['markup.deleted']],
];

const colorOf = (place: number): string => `#0000${place.toString(16).padStart(2, '0')}`;

export const classesTheme: ThemeRegistrationRaw = {
  name: 'classes',
  type: 'light',
  fg: colorOf(0),
  bg: '#ffffff',
  settings: [
    { settings: { foreground: colorOf(0), background: '#ffffff' } },
    ...kinds.slice(1).map(([, scopes], place) => ({ scope: [...scopes], settings: { foreground: colorOf(place + 1) } })),
  ],
};

/** Class of a colour that the theme gave; `null` for plain words. */
export function classOf(color: string | undefined): string | null {
  const place = Number.parseInt((color ?? '').slice(-2), 16);
  const name = kinds[place]?.[0];
  return name === undefined || name === 'plain' ? null : `code-${name}`;
}
