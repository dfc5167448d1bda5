import { addressOf, type BackendSettings } from '#providers/backend-settings.ts';
import type { Finding } from '#providers/check/judge.ts';
import type { errors as errorsText } from '../../language/en/errors.ts';
import type { ServersText } from '../../language/en/servers.ts';
import { wordsOf } from './finding-words.ts';

/**
 * A check as plain text, to be shown to somebody who can help. It has the server's address, which holds no key by the rules for addresses,
 * and what was found: no key, no name that the person gave, no word of a conversation.
 */
export function reportOf(
  backend: BackendSettings,
  findings: readonly Finding[],
  text: ServersText,
  errors: typeof errorsText,
  now = new Date(),
): string {
  const page = new URL(document.baseURI);
  const address = addressOf(backend, page);
  const lines = findings.map((finding) => {
    const { title, says, detail } = wordsOf(finding, text, errors);
    const line = `[${text.statuses[finding.status]}] ${title}: ${says}`;
    return detail === null ? line : `${line}\n    ${detail}`;
  });
  return [
    text.reportTitle,
    `${backend.kind} ${address?.origin ?? ''}${address?.pathname ?? ''}`,
    text.pageOrigin(page.origin),
    now.toISOString(),
    ...lines,
    '',
  ].join('\n');
}
