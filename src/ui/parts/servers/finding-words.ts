import type { Finding } from '#providers/check/judge.ts';
import type { errors as errorsText } from '../../language/en/errors.ts';
import type { ServersText } from '../../language/en/servers.ts';

export interface FindingWords {
  readonly title: string;
  readonly says: string;
  /** The server's or the browser's own words, or a line to copy. */
  readonly detail: string | null;
}

/** A finding in the person's language. */
export function wordsOf(finding: Finding, text: ServersText, errors: typeof errorsText): FindingWords {
  const title = text.lines[finding.line];
  const plain = (says: string, detail: string | null = null): FindingWords => ({ title, says, detail: detail === '' ? null : detail });
  switch (finding.line) {
    case 'reach':
      return plain(text.reach[finding.says], finding.says === 'cors' ? text.pageOrigin(finding.detail) : finding.detail);
    case 'models':
      return plain(
        finding.says === 'listed' || finding.says === 'configured'
          ? text.modelsSay[finding.says](finding.count)
          : text.modelsSay[finding.says],
      );
    case 'answer': {
      const { error } = finding;
      const says = text.answerSays[finding.says];
      if (error === null || finding.says !== 'failed') return plain(says, error?.detail ?? null);
      return plain(`${says} ${errors.byCode[error.code]}`, error.detail);
    }
    case 'cadence':
      if (finding.says === 'too-short') return plain(text.cadenceSays['too-short']);
      return plain(
        finding.says === 'flowing' ? text.cadenceSays.flowing(finding.pieces, finding.gapMs) : text.cadenceSays.buffered(finding.pieces),
      );
    case 'context':
      return plain(finding.says === 'unknown' ? text.contextSays.unknown : text.contextSays[finding.says](finding.tokens));
    case 'template':
      return plain(text.templateSays[finding.says]);
    case 'counting':
      if (finding.says === 'unknown') return plain(text.countingSays.unknown);
      return plain(
        finding.says === 'exact' ? text.countingSays.exact(finding.counted) : text.countingSays.differs(finding.counted, finding.reported),
      );
    default:
      finding satisfies never;
      return plain('');
  }
}
