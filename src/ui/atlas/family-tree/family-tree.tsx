import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useMemo, useState } from 'react';
import type { Outcome } from '#catalog/closure.ts';
import type { FilteredFamily } from '#catalog/family-filter.ts';
import { kinOf, seriesOf } from '#catalog/family-graph.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useCatalog } from '../../services-context.ts';
import { shortMaker } from '../maker-name.ts';
import './family-tree.css';
import { type Box, layOut, type TreeLayout } from './layout.ts';
import { TreeCaption } from './tree-caption.tsx';
import { KinEdges, TreeEdges } from './tree-edges.tsx';
import { TreeNode } from './tree-node.tsx';
import { useCamera } from './use-camera.ts';
import { nearestAspect, useFrameSize } from './use-frame-size.ts';
import { type Direction, groupStep, neighbourOf } from './walk.ts';

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const pans: Readonly<Record<Direction, readonly [number, number]>> = { left: [80, 0], right: [-80, 0], up: [0, 80], down: [0, -80] };
/** The words under the picture need about so much. Pixels. */
const captionHeight = 180;
const zoomStep = 1.25;
/** Under this scale a node shows its name alone, larger. */
const far = 0.8;

/** Before the frame is measured there is nothing to place. */
const nothing: TreeLayout = { boxes: new Map(), edges: [], groups: [], width: 0, height: 0 };

interface TreeProperties {
  readonly family: FilteredFamily;
  readonly label: string;
  readonly description: string;
  readonly outcomes?: ReadonlyMap<string, Outcome>;
  /** The model that the picture is about. */
  readonly marked?: string;
  /** Stands inside a page that scrolls: the wheel and a finger's way down are the page's. */
  readonly isEmbedded?: boolean;
}

/** Models as a graph: nodes are links over a drawing of their edges, in a frame that is zoomed and panned. */
export function FamilyTree({ family, label, description, outcomes, marked, isEmbedded = false }: TreeProperties): ReactNode {
  const { familyTree: text } = useAtlasText();
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const size = useFrameSize(frame);
  const aspect = size.height === 0 ? null : nearestAspect(size);
  const layout = useMemo(() => (aspect === null ? nothing : layOut(family, aspect)), [family, aspect]);
  const { camera, glides, zoom, pan, fit, reveal, dragged, isLow } = useCamera(frame, size, layout, {
    isEmbedded,
    startAt: layout.boxes.get(marked ?? ''),
  });
  const [focused, setFocused] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  // One node is in the order of the Tab key; the arrows lead to the others.
  const [last, setLast] = useState<string | null>(null);
  const entry = last !== null && layout.boxes.has(last) ? last : (marked ?? layout.groups[0]?.members[0] ?? null);
  const active = [hovered, focused].find((id) => id !== null && layout.boxes.has(id)) ?? null;
  const kin = useMemo(() => (active === null ? null : kinOf(family.edges, active)), [family, active]);
  const descriptionId = useId();
  const activeNode = family.nodes.find(({ model }) => model.id === active);
  const activeBox = layout.boxes.get(active ?? '');
  const nameOf = (id: string): string => catalog.models.get(id)?.name ?? id;

  /** "difference to" on a parent of the model that is looked at, "fine-tuned" on a child. */
  function tieOf(id: string): string | null {
    const up = family.edges
      .filter(({ parent, child }) => parent === id && child === active)
      .map(({ relation }) => provenance.relations[relation]);
    const down = family.edges.filter(({ parent, child }) => child === id && parent === active).map(({ relation }) => text.edges[relation]);
    return active === null || up.length + down.length === 0 ? null : [...up, ...down].join(', ').replace(/[:：]$/, '');
  }
  const edgesInWords = useMemo(() => {
    const words = new Map<string, string>();
    for (const { parent, child, relation } of family.edges) {
      const one = `${provenance.relations[relation]} ${catalog.models.get(parent)?.name ?? parent}`;
      words.set(child, words.has(child) ? `${words.get(child)}, ${one}` : one);
    }
    return words;
  }, [family, catalog, provenance]);

  function go(id: string | null): void {
    if (id !== null) frame?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = idOf(event.target) ?? entry;
    const direction = arrows[event.key];
    if (direction !== undefined && event.shiftKey) pan(...pans[direction]);
    else if (direction !== undefined && from !== null) go(neighbourOf(layout, from, direction));
    else if (event.key === 'Home') go(layout.groups[0]?.members[0] ?? null);
    else if (event.key === 'End') go(layout.groups.at(-1)?.members.at(-1) ?? null);
    else if (event.key === 'PageDown' && from !== null) go(groupStep(layout, from, 1));
    else if (event.key === 'PageUp' && from !== null) go(groupStep(layout, from, -1));
    else if (event.key === '+' || event.key === '=') zoom(zoomStep);
    else if (event.key === '-') zoom(1 / zoomStep);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  }
  function onClick(event: MouseEvent): void {
    // A click that a key makes counts no presses.
    if (event.detail > 0 && dragged()) event.preventDefault();
  }

  return (
    <div className={isEmbedded ? 'family-tree embedded' : 'family-tree'}>
      <section
        ref={setFrame}
        className={camera.scale < far ? 'tree-frame far' : 'tree-frame'}
        aria-label={label}
        aria-describedby={descriptionId}
        onKeyDown={onKeyDown}
        onClickCapture={onClick}
        onPointerOver={(event) => setHovered(event.pointerType === 'mouse' ? idOf(event.target) : null)}
        onPointerLeave={() => setHovered(null)}
        onFocus={(event) => {
          const id = idOf(event.target);
          const box = layout.boxes.get(id ?? '');
          if (id === null || box === undefined) return;
          setFocused(id);
          setLast(id);
          // A press already sees what it presses; moving it away would lose the click.
          if (event.target.matches(':focus-visible')) reveal(box);
        }}
        onBlur={() => setFocused(null)}
      >
        {/* Before the frame is measured the picture has no place: it appears where it belongs, at once. */}
        {aspect === null ? null : (
          <div
            className={[glides ? 'tree-world glides' : 'tree-world', kin === null ? '' : 'has-active'].join(' ')}
            style={{
              width: layout.width,
              height: layout.height,
              transform: `translate(${camera.x}px, ${camera.y}px) scale(${camera.scale})`,
            }}
          >
            <TreeGroups layout={layout} />
            <svg width={layout.width} height={layout.height} aria-hidden="true">
              <TreeEdges layout={layout} />
              {kin === null ? null : <KinEdges layout={layout} kin={kin} />}
            </svg>
            {family.nodes.map((node) => {
              const { id, organisation } = node.model;
              const box = layout.boxes.get(id);
              if (box === undefined) return null;
              return (
                <TreeNode
                  key={id}
                  node={node}
                  box={box}
                  maker={shortMaker(catalog, organisation)}
                  isContext={!family.matching.has(id)}
                  isMarked={id === marked}
                  relation={kin === null ? 'none' : id === active ? 'active' : kin.has(id) ? 'kin' : 'other'}
                  outcome={outcomes?.get(id)}
                  edges={edgesInWords.get(id) ?? ''}
                  tabIndex={id === entry ? 0 : -1}
                />
              );
            })}
            {kin === null
              ? null
              : family.nodes.map(({ model }) => (
                  <Tie key={model.id} of={model.id} box={layout.boxes.get(model.id)} words={tieOf(model.id)} />
                ))}
          </div>
        )}
      </section>
      <p className="visually-hidden" id={descriptionId}>
        {description}
      </p>
      {activeNode === undefined ? (
        <p className="tree-keys">{text.keys}</p>
      ) : (
        <TreeCaption
          node={activeNode}
          edges={family.edges.filter(({ child }) => child === active)}
          nameOf={nameOf}
          childCount={family.edges.filter(({ parent }) => parent === active).length}
          isUpper={activeBox !== undefined && isLow(activeBox, captionHeight)}
        />
      )}
      <div className="tree-controls">
        <button type="button" className="icon-button" aria-label={text.zoomIn} onClick={() => zoom(zoomStep)}>
          <Icon name="plus" />
        </button>
        <button type="button" className="icon-button" aria-label={text.zoomOut} onClick={() => zoom(1 / zoomStep)}>
          <Icon name="minus" />
        </button>
        <button type="button" className="icon-button" aria-label={text.fit} onClick={fit}>
          <Icon name="fit" />
        </button>
      </div>
    </div>
  );
}

/** How a model is tied to the one that is looked at, over its upper edge. In words it stands in the caption and in the links' descriptions. */
function Tie({ of, box, words }: { readonly of: string; readonly box: Box | undefined; readonly words: string | null }): ReactNode {
  if (words === null || box === undefined) return null;
  return (
    <span className="tree-tie" data-of={of} aria-hidden="true" style={{ left: box.x + 10, top: box.y }}>
      {words}
    </span>
  );
}

/** A frame for each foundation, with its publisher and the names of its models. */
function TreeGroups({ layout }: { readonly layout: TreeLayout }): ReactNode {
  const { familyTree: text } = useAtlasText();
  const catalog = useCatalog();
  return layout.groups.map(({ foundation, members, x, y, width, height }) => {
    const roots = members.filter((id) => catalog.models.get(id)?.organisation === foundation);
    return (
      <div key={foundation} className="tree-group" data-foundation={foundation} style={{ left: x, top: y, width, height }}>
        <strong>{shortMaker(catalog, foundation)}</strong>
        {members.length === 1 ? null : <span>{seriesNames(roots.map((id) => catalog.models.get(id)?.name ?? id))}</span>}
        {members.length === 1 ? null : <small>{text.models(members.length)}</small>}
      </div>
    );
  });
}

/** "LLaMA, Pythia": each series once, however it is capitalised. */
function seriesNames(names: readonly string[]): string {
  const found = new Map<string, string>();
  for (const name of names.map(seriesOf)) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  return [...found.values()].join(' · ');
}

function idOf(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-node]')?.dataset['node'] ?? null) : null;
}
