import { createContext, use } from 'react';
import type { markdown } from '../../language/en/markdown.ts';
import type { Footnotes } from './footnotes.ts';

/** A stretch of plain text that becomes a quiet link to a place in this app. UTF-16 offsets, `end` exclusive. */
export interface Decoration {
  readonly start: number;
  readonly end: number;
  readonly href: string;
  readonly title: string;
}

/** What a person reads on the renderer's own controls. */
export type MarkdownLabels = typeof markdown;

export interface Rendering {
  readonly labels: MarkdownLabels;
  readonly decorate: ((text: string) => readonly Decoration[]) | null;
  readonly footnotes: Footnotes;
}

export const RenderingContext = createContext<Rendering | null>(null);

export function useRendering(): Rendering {
  const rendering = use(RenderingContext);
  if (rendering === null) throw new Error('Model text was rendered outside of the markdown component.');
  return rendering;
}
