import type { Catalog } from './catalog.ts';
import type { Model } from './schema.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Characters that mean something to TeX, written so that they are printed. The backslash and braces have no plain escape in all fields. */
const escapes: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '{': '\\{',
  '}': '\\}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
};

function escaped(text: string): string {
  return text
    .replaceAll(/[\\{}~^&%$#_]/g, (character) => escapes[character] ?? character)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * A BibTeX entry from the catalog's facts. The author is the publishing organisation, in braces so that no name is cut into parts: people
 * are not in the catalog, and none are invented. What is not known is left out; what is not verified is said in a note.
 */
export function citation(catalog: Catalog, model: Model): string {
  const { id, name, hubId, released, license } = model;
  const maker = catalog.organisations.get(model.organisation)?.name;
  const date = /^(\d{4})(?:-(\d{2}))?/.exec(released.value ?? '');
  const month = date?.[2] === undefined ? undefined : months[Number(date[2]) - 1];
  const declared = catalog.licenses.get(license.declared.value ?? '');
  const doubts = [
    ...(released.value !== null && released.unverified === true ? ['release date not verified'] : []),
    ...(declared !== undefined && license.declared.unverified === true ? ['license not verified'] : []),
  ];
  const notes = [...(declared === undefined ? [] : [`License: ${declared.name}`]), ...doubts];
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['author', `{{${escaped(maker?.value ?? model.organisation)}}}`],
    ['title', `{{${escaped(name)}}}`],
    ['year', date?.[1] === undefined ? undefined : `{${date[1]}}`],
    ['month', month],
    ['howpublished', hubId === null ? undefined : '{Hugging Face}'],
    // An address is printed as it is by the url package, without escapes; a Hub id holds no brace or backslash.
    ['url', hubId === null ? undefined : `{https://huggingface.co/${hubId}}`],
    ['note', notes.length === 0 ? undefined : `{${escaped(notes.join('; '))}}`],
  ];
  const lines = fields.flatMap(([field, value]) => (value === undefined ? [] : [`  ${field} = ${value}`]));
  return `@misc{${id},\n${lines.join(',\n')}\n}\n`;
}
