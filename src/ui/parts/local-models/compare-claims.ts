import type { StatedLineage } from '#providers/provider.ts';

/** Where the file's header and the repository's card contradict each other. Silence is no contradiction. */
export function differencesOf(file: StatedLineage, card: StatedLineage): readonly ('license' | 'base')[] {
  const found: ('license' | 'base')[] = [];
  if (file.license !== null && card.license !== null && key(file.license) !== key(card.license)) found.push('license');
  const ofFile = bases(file);
  const ofCard = bases(card);
  if (ofFile.length > 0 && ofCard.length > 0 && !ofFile.some((name) => ofCard.includes(name))) found.push('base');
  return found;
}

const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The last part of a base model's name or address: files write "Qwen2.5 0.5B", cards "Qwen/Qwen2.5-0.5B". */
function bases({ baseModels }: StatedLineage): readonly string[] {
  return baseModels.map(({ name, repository }) => key((repository ?? name).split('/').at(-1) ?? name));
}
