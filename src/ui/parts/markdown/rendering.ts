import { createContext, use } from 'react';

/** A stretch of plain text that becomes a quiet link to a place in this app. UTF-16 offsets, `end` exclusive. */
export interface Decoration {
  readonly start: number;
  readonly end: number;
  readonly href: string;
  readonly title: string;
}

/** What a person reads on the renderer's own controls. */
export interface MarkdownLabels {
  readonly copyCode: string;
  readonly copied: string;
  readonly image: string;
  readonly linkTitle: string;
  readonly openLink: string;
  readonly cancel: string;
  readonly codeLines: (count: number) => string;
}

export interface Rendering {
  readonly labels: MarkdownLabels;
  readonly decorate: ((text: string) => readonly Decoration[]) | null;
}

export const RenderingContext = createContext<Rendering | null>(null);

export function useRendering(): Rendering {
  const rendering = use(RenderingContext);
  if (rendering === null) throw new Error('Model text was rendered outside of the markdown component.');
  return rendering;
}
