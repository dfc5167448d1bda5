import { type ReactNode, useState } from 'react';
import { article, articleClaims, type Claim, type ClaimVerdict, claimVerdicts, countVerdicts } from '#catalog/claims.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useLocale, useText } from '../../language/language.tsx';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { hrefOf, navigate } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';
import '../../parts/license/license.css';
import '../../parts/page.css';
import '../atlas.css';
import { AtlasNav } from '../atlas-nav.tsx';
import './article.css';

const icons: Readonly<Record<ClaimVerdict, IconName>> = {
  holds: 'check',
  'holds-as-relation': 'tree',
  'holds-as-risk': 'warning',
  imprecise: 'info',
  wrong: 'cross',
  contested: 'more',
  'partly-checked': 'question',
  'not-checked': 'minus',
};
const tones: Readonly<Record<ClaimVerdict, string>> = {
  holds: 'allowed',
  'holds-as-relation': 'allowed',
  'holds-as-risk': 'conditional',
  imprecise: 'conditional',
  wrong: 'not-allowed',
  contested: 'unclear',
  'partly-checked': 'unclear',
  'not-checked': 'unclear',
};

/** The founding article, statement by statement. The verdict that is filtered by stands in the address. */
export function ArticleScreen({ query }: { readonly query: string }): ReactNode {
  const { chat } = useText();
  const provenance = useProvenanceText();
  const { article: text } = useAtlasText();
  // The address follows a choice a moment later; until then the choice itself is right.
  const [ahead, setAhead] = useState({ of: query, query });
  const asked = new URLSearchParams(ahead.of === query ? ahead.query : query).get('verdict');
  const chosen = claimVerdicts.find((verdict) => verdict === asked) ?? null;
  const shown = articleClaims.filter(({ verdict }) => chosen === null || verdict === chosen);
  function choose(verdict: ClaimVerdict | null): void {
    const next = verdict === null ? '' : `verdict=${verdict}`;
    setAhead({ of: query, query: next });
    navigate({ screen: 'article', query: next }, { replace: true });
  }
  return (
    <div className="page article-page">
      <AtlasNav here="article" />
      <h1>{chat.article}</h1>
      <p className="page-intro">{text.intro(articleClaims.length)}</p>
      <fieldset className="claim-counts">
        <legend>{text.filter}</legend>
        <button type="button" aria-pressed={chosen === null} onClick={() => choose(null)}>
          {text.all} <b>{articleClaims.length}</b>
        </button>
        {countVerdicts(articleClaims).map(({ verdict, count }) => (
          <button
            key={verdict}
            type="button"
            className={tones[verdict]}
            data-verdict={verdict}
            aria-pressed={chosen === verdict}
            onClick={() => choose(chosen === verdict ? null : verdict)}
          >
            <Icon name={icons[verdict]} size={15} />
            {text.verdicts[verdict]} <b>{count}</b>
          </button>
        ))}
      </fieldset>
      <p className="page-count" role="status">
        {text.shown(shown.length, articleClaims.length)}
      </p>
      <ol className="claims">
        {shown.map((claim) => (
          <ClaimItem key={claim.id} claim={claim} />
        ))}
      </ol>
      <p className="page-small">{text.checkedText(article.title, article.publisher, article.published, article.translated)}</p>
      <p className="page-small">
        {text.note} {provenance.notAdvice}
      </p>
    </div>
  );
}

function ClaimItem({ claim }: { readonly claim: Claim }): ReactNode {
  const locale = useLocale();
  const provenance = useProvenanceText();
  const { article: text } = useAtlasText();
  const catalog = useCatalog();
  return (
    <li className={tones[claim.verdict]} data-claim={claim.id} data-verdict={claim.verdict}>
      <p className="claim-words">{claim.claim[locale]}</p>
      <span className={`verdict-badge ${tones[claim.verdict]}`}>
        <Icon name={icons[claim.verdict]} size={14} />
        {text.verdicts[claim.verdict]}
      </span>
      <p className="claim-finding">
        {claim.finding[locale]}
        {claim.unverified === true && claim.verdict !== 'not-checked' ? <em> ({provenance.unverified})</em> : null}
      </p>
      <dl>
        {claim.models.length === 0 ? null : (
          <div>
            <dt>{text.models}</dt>
            <dd>
              {claim.models.map((id) => (
                <a key={id} href={hrefOf({ screen: 'atlas', modelId: id })}>
                  {catalog.models.get(id)?.name ?? id}
                </a>
              ))}
            </dd>
          </div>
        )}
        {claim.dataSets.length === 0 ? null : (
          <div>
            <dt>{text.dataSets}</dt>
            <dd>
              {claim.dataSets.map((id) => (
                <span key={id}>{catalog.dataSets.get(id)?.name ?? id}</span>
              ))}
            </dd>
          </div>
        )}
        {claim.sources.length === 0 ? null : (
          <div>
            <dt>{text.sources}</dt>
            <dd>
              {claim.sources.map((source) => (
                <SourceLink key={source} source={source} />
              ))}
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
