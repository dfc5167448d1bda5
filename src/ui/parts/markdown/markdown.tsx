import { memo, type ReactNode, useMemo, useState } from 'react';
import { BlockView } from './block-view.tsx';
import type { Block } from './blocks.ts';
import { type BlockStream, emptyStream, readOn } from './block-stream.ts';
import type { ChunkedList } from './chunked-list.ts';
import { createFootnotes } from './footnotes.ts';
import { giveLevels } from './heading-levels.ts';
import './markdown.css';
import { type Decoration, type MarkdownLabels, type Rendering, RenderingContext } from './rendering.ts';
import { allBlocks, finishStream, readComplete, withPlainNewlines } from './whole-text.ts';

interface Properties {
  readonly text: string;
  /** More will come; when it turns false the whole is read once more, so that the parser has the last word. */
  readonly isLive: boolean;
  readonly labels: MarkdownLabels;
  /** Names in plain text that become links into the app. The same function gives the same result. */
  readonly decorate?: (text: string) => readonly Decoration[];
}

/**
 * Model text. The one way in which anything a model wrote is shown: markdown tokens become React elements by an allow-list, so that no
 * text can run, fetch or dress up as the app.
 */
export function Markdown({ text, isLive, labels, decorate }: Properties): ReactNode {
  const blocks = useBlocks(text, isLive);
  const [footnotes] = useState(createFootnotes);
  const rendering = useMemo<Rendering>(() => ({ labels, decorate: decorate ?? null, footnotes }), [labels, decorate, footnotes]);
  const settled = isLive ? blocks.length - 1 : blocks.length;
  return (
    <RenderingContext value={rendering}>
      <div className={isLive ? 'markdown live' : 'markdown'}>
        {blocks.chunks.map((chunk, place) => (
          <div key={place} className="chunk">
            <Chunk blocks={chunk} liveFrom={Math.min(chunk.length, settled - place * chunkLength(blocks))} />
          </div>
        ))}
      </div>
    </RenderingContext>
  );
}

function chunkLength(list: ChunkedList<Block>): number {
  return list.chunks[0]?.length ?? 0;
}

/** Blocks from `liveFrom` on may still change. */
const Chunk = memo(function Chunk({ blocks, liveFrom }: { readonly blocks: readonly Block[]; readonly liveFrom: number }): ReactNode {
  return blocks.map((block, place) => <BlockView key={place} block={block} isLive={place >= liveFrom} />);
});

/** What was read so far is kept between renderings: only what came since is read. */
function useBlocks(text: string, isLive: boolean): ChunkedList<Block> {
  const [read] = useState(createReader);
  return useMemo(() => read(text, isLive), [read, text, isLive]);
}

function createReader(): (text: string, isLive: boolean) => ChunkedList<Block> {
  let stream: BlockStream | null = null;
  return (text, isLive) => {
    const list = readList(text, isLive);
    giveLevels(list);
    return list;
  };
  function readList(text: string, isLive: boolean): ChunkedList<Block> {
    const plain = withPlainNewlines(text, isLive);
    const before = stream !== null && plain.startsWith(stream.text) ? stream : null;
    if (!isLive) {
      stream = null;
      return before === null ? readComplete(plain) : finishStream(before, plain);
    }
    stream = readOn(before ?? emptyStream, plain);
    return allBlocks(stream);
  }
}
