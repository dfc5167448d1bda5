import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react';
import { readySource } from '#catalog/catalog-source.ts';
import { catalogIdOfBase, repositoryOfBase, type StatedLineage } from '#catalog/stated-lineage.ts';
import { type FoundCards, statedTree } from '#catalog/stated-tree.ts';
import { useStatedText } from '../../language/lineage-text.ts';
import { ServicesContext, useCatalog, useServices } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { VerdictList } from '../license/verdict-list.tsx';
import { type CardLookUp, useCardLookUp } from './card-look-up.ts';
import { CardFailureWords } from './card-failure-words.tsx';
import { ClaimedAncestors } from './claimed-ancestors.tsx';
import { LineageDifferences } from './lineage-differences.tsx';
import './stated.css';
import { StatedWords } from './stated-words.tsx';

interface Claimed {
  /** What the model's file says of itself; `null`: nothing was read from it. */
  readonly stated: StatedLineage | null;
  /** Where the model itself may have a card on the Hub; `null`: its id names no repository. */
  readonly repository: string | null;
  /** The model's id in the catalog; `null`: it has no card there, so the claims are all there is. */
  readonly modelId: string | null;
}

/**
 * The live lineage of a model: what its file says and, once a person asked for it, what its card and the cards of its bases say. For a
 * model of the catalog it tells only where those differ from the catalog.
 */
export function StatedPanel({ stated, repository, modelId }: Claimed): ReactNode {
  const text = useStatedText();
  const catalog = useCatalog();
  const wanted = useMemo(() => {
    if (stated === null) return repository === null ? [] : [repository];
    if (modelId !== null) return [];
    return [
      ...new Set(stated.baseModels.flatMap((base) => (catalogIdOfBase(catalog, base) === null ? (repositoryOfBase(base) ?? []) : []))),
    ];
  }, [catalog, stated, repository, modelId]);
  const lookUp = useCardLookUp(wanted);
  const told = stated ?? (repository === null ? null : (lookUp.found.cards.get(repository.toLowerCase()) ?? null));
  if (told === null && wanted.length === 0) return null;
  return (
    <div className="stated" role="group" aria-label={text.title[told?.by ?? 'card']} tabIndex={-1}>
      {told === null ? null : <StatedWords stated={told} />}
      {told === null || modelId !== null ? null : (
        <Claims stated={told} repository={stated === null ? repository : null} found={lookUp.found} />
      )}
      {told === null || modelId === null ? null : <LineageDifferences stated={told} modelId={modelId} />}
      {wanted.length === 0 || isWhole(lookUp, wanted) ? null : (
        <LookUp lookUp={lookUp} repositories={wanted} of={modelId !== null ? 'known' : stated === null ? 'model' : 'bases'} />
      )}
    </div>
  );
}

/** Verdicts and ancestors as they would be if every claim were true. */
function Claims({
  stated,
  repository,
  found,
}: Omit<Claimed, 'modelId'> & { readonly stated: StatedLineage; readonly found: FoundCards }): ReactNode {
  const text = useStatedText();
  const services = useServices();
  const catalog = useCatalog();
  const tree = useMemo(() => statedTree(catalog, { stated, repository }, found), [catalog, stated, repository, found]);
  // Names of claimed models and licenses are read from the tree's own catalog.
  const withClaims = useMemo(() => ({ ...services, catalog: readySource(tree.catalog) }), [services, tree]);
  return (
    <ServicesContext value={withClaims}>
      <div>
        <h3 className="stated-title">{text.ifTrue}</h3>
        <VerdictList license={tree.license} isClaim />
      </div>
      <div>
        <h3 className="stated-title">{text.standsOn}</h3>
        <ClaimedAncestors tree={tree} />
      </div>
    </ServicesContext>
  );
}

/** Nothing is left to ask: every card was read, and the walk came to its end. A failure further up is told at its ancestor. */
function isWhole({ found }: CardLookUp, repositories: readonly string[]): boolean {
  return !found.isCut && repositories.every((repository) => found.cards.has(repository.toLowerCase()));
}

/** The button that asks the Hub, which says whom it asks and for what before it does. */
function LookUp({
  lookUp: { found, isAsking, trouble, ask, stop },
  repositories,
  of,
}: {
  readonly lookUp: CardLookUp;
  readonly repositories: readonly string[];
  /** The asked model's own card, to compare with the catalog (`known`) or as all there is (`model`), or the cards of its bases. */
  readonly of: 'known' | 'model' | 'bases';
}): ReactNode {
  const text = useStatedText();
  const { host } = useServices().hub;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const around = element?.closest<HTMLElement>('.stated');
    // The button goes away when nothing is left to ask: the focus stays beside what it brought.
    return () => {
      if (element?.contains(document.activeElement) === true) around?.focus();
    };
  }, []);
  const failure = repositories.map((repository) => found.failures.get(repository.toLowerCase())).find((one) => one !== undefined);
  const shownFailure = trouble === null ? (of === 'bases' ? null : (failure ?? null)) : { code: 'unknown', detail: trouble };
  return (
    <div ref={box} className="stated-look-up">
      {shownFailure === null ? null : (
        <p role="alert" className="stated-trouble">
          <CardFailureWords failure={shownFailure} />
        </p>
      )}
      {/* One button for both, so that the focus stays on it. */}
      <button type="button" className="button" onClick={isAsking ? stop : ask}>
        <Icon name={isAsking ? 'stop' : 'search'} size={16} />
        {isAsking ? text.stop : of === 'known' ? text.compare(host) : text.lookUp[of](host)}
      </button>
      <p className="stated-small">{isAsking ? text.asking(host) : text.sends(repositories.join(', '), host)}</p>
    </div>
  );
}
