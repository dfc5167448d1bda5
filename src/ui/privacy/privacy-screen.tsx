import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { PrivacyText } from '../language/en/privacy.ts';
import { useText } from '../language/language.tsx';
import { usePrivacyText } from '../language/privacy-text.ts';
import { Icon } from '../parts/icon.tsx';
import { hrefOf } from '../routes.ts';
import { useServices } from '../services-context.ts';
import './privacy.css';
import { type Contacted, privacyFacts, type Purpose, type Reader } from './privacy-facts.ts';

/** Who reads what, which hosts are contacted and what is kept, generated from what this page is configured with. It asks nobody. */
export function PrivacyScreen(): ReactNode {
  const text = usePrivacyText();
  const { chat } = useText();
  const { backends, offers, hub, ownServers, configuration } = useServices();
  const connected = useSyncExternalStore(backends.subscribe, backends.list);
  const listed = useStore(offers);
  const { readers, hosts } = privacyFacts({
    backends: connected,
    offers: listed,
    hubHost: hub.host,
    page: new URL('.', document.baseURI),
  });
  return (
    <div className="privacy">
      <header>
        <h1>{text.title}</h1>
        <p className="privacy-note">{text.intro}</p>
      </header>
      <Section title={text.readersTitle} note={text.readersNote}>
        <ul className="privacy-readers">
          {readers.map((reader) => (
            <li key={reader.id} data-reader={reader.id} data-host={reader.host ?? ''}>
              <Icon name={reader.host === null ? 'lock' : 'send'} />
              <div>
                <h3>
                  <bdi>{reader.host === null ? chat.inThisBrowser : reader.label}</bdi>
                </h3>
                {readerWords(reader, text).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
            </li>
          ))}
        </ul>
        {readers.some(({ host }) => host !== null) ? <p className="privacy-note">{text.afterwards}</p> : null}
      </Section>
      <Section title={text.hostsTitle} note={text.hostsNote}>
        <table className="privacy-hosts">
          <thead>
            <tr>
              <th scope="col">{text.host}</th>
              <th scope="col">{text.why}</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map((contacted) => (
              <HostRow key={contacted.host} contacted={contacted} />
            ))}
          </tbody>
        </table>
        <p className="privacy-note">{ownServers === null ? text.noOthers : text.others}</p>
      </Section>
      <Section title={text.keptTitle} note={text.keptNote}>
        <KeptList />
        <p className="privacy-note">{text.cookies}</p>
      </Section>
      {configuration.notice === null ? null : (
        <Section title={text.operator} note={null}>
          <p className="privacy-operator">{configuration.notice}</p>
        </Section>
      )}
    </div>
  );
}

interface SectionProperties {
  readonly title: string;
  readonly note: string | null;
  readonly children: ReactNode;
}

function Section({ title, note, children }: SectionProperties): ReactNode {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {note === null ? null : <p className="privacy-note">{note}</p>}
      {children}
    </section>
  );
}

function HostRow({ contacted: { host, purposes } }: { readonly contacted: Contacted }): ReactNode {
  const text = usePrivacyText();
  return (
    <tr data-contacted={host}>
      <th scope="row" dir="ltr">
        {host}
      </th>
      <td>
        {purposes.map((purpose) => {
          const words = purposeWords(purpose, text);
          return <p key={words}>{words}</p>;
        })}
      </td>
    </tr>
  );
}

/** Where each kind of thing is deleted, if there is a place for it. */
function KeptList(): ReactNode {
  const { kept, go } = usePrivacyText();
  const rows = [
    { name: kept.conversations, how: kept.conversationsHow, section: 'conversations' },
    { name: kept.temporary, how: kept.temporaryHow, section: null },
    { name: kept.servers, how: kept.serversHow, section: 'servers' },
    { name: kept.keys, how: kept.keysHow, section: null },
    { name: kept.preferences, how: kept.preferencesHow, section: null },
    { name: kept.models, how: kept.modelsHow, section: 'device' },
    { name: kept.app, how: kept.appHow, section: null },
  ];
  return (
    <dl className="privacy-kept">
      {rows.map(({ name, how, section }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {how}{' '}
            {section === null ? null : (
              <a href={hrefOf({ screen: 'settings', section })} aria-label={`${go}: ${name}`}>
                {go}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function readerWords(reader: Reader, text: PrivacyText): readonly string[] {
  const { host } = reader;
  if (host === null) return [text.stays];
  return [
    reader.isOwnHost ? text.goesToOwn(host) : text.goesTo(host),
    ...(reader.isBehindProxy ? [text.proxy] : []),
    ...(reader.isRouter ? [text.router] : []),
    ...reader.passedOn.map(({ model, host: where }) => text.passesOn(model, where)),
    ...(reader.isUnencrypted ? [text.unencrypted] : []),
    ...(reader.sends.includes('key') ? [text.sendsKey] : []),
    ...(reader.sends.includes('headers') ? [text.sendsHeaders] : []),
    ...(reader.isOwn ? [text.ownServer] : []),
  ];
}

function purposeWords(purpose: Purpose, text: PrivacyText): string {
  switch (purpose.kind) {
    case 'page':
      return text.page;
    case 'questions':
      return purpose.isAskedAtStart ? text.listed(purpose.label) : text.questions(purpose.label);
    case 'sign-in':
      return text.signIn(purpose.label);
    case 'model-file':
      return text.modelFile(purpose.label);
    case 'hub':
      return text.hub;
    default:
      purpose satisfies never;
      return '';
  }
}
