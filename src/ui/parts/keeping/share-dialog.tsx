import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { headOf, pathFromHead } from '#chat/message-tree.ts';
import type { MessageRecord } from '#chat/records.ts';
import { encodeLink } from '#storage/formats/share-link.ts';
import { type ShareChoice, sharedChat, sharedWords } from '#storage/formats/shared-chat.ts';
import { useKeepingText } from '../../language/keeping-text.ts';
import { useText } from '../../language/language.tsx';
import { announce } from '../../notices.ts';
import { hrefOf } from '../../routes.ts';
import { useCatalogIfHere, useChat } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { servedName } from '../model-name.ts';
import './keeping.css';

/**
 * Characters that one message may have. Discord: 2,000 (its API's description of `content`); Telegram: 4,096 (Bot API, sendMessage); Slack cuts
 * at 40,000 (its changelog of April 2018).
 */
const messageLimits: readonly (readonly [app: string, characters: number])[] = [
  ['Discord', 2000],
  ['Telegram', 4096],
  ['Slack', 40_000],
];
/** Beyond this a link is not opened here either. */
const longestLink = 1_000_000;

/** Shows what a link would hold, message by message, and gives the link. Nothing leaves the page. */
export function ShareDialog({ conversationId, onClose }: { readonly conversationId: string; readonly onClose: () => void }): ReactNode {
  const text = useKeepingText();
  const { common } = useText();
  const catalog = useCatalogIfHere();
  const conversation = useChat((state) => state.conversations.get(conversationId));
  const messages = useChat((state) => state.messages);
  const branch =
    conversation === undefined ? [] : pathFromHead(messages, headOf(messages, conversation)).filter(({ text: words }) => words !== '');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<ShareChoice>({ withSystem: false, withReasoning: false, withFileNames: true });
  const chosen = branch.filter(({ id }) => !left.has(id));
  const system = conversation?.system?.value ?? null;
  const content =
    conversation === undefined
      ? null
      : sharedChat({ title: conversation.title.value, createdAt: conversation.createdAt, system }, chosen, choice, catalog);
  const link = useLink(chosen.length === 0 || content === null ? null : sharedWords(content));
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const has = {
    reasoning: chosen.some((one) => one.kind === 'answer' && one.reasoning !== ''),
    files: chosen.some((one) => one.kind === 'question' && (one.attachments ?? []).length > 0),
  };
  return (
    <Dialog title={text.shareTitle} onClose={onClose}>
      <p>{text.shareText}</p>
      <fieldset className="keeping-set">
        <legend>{text.chooseMessages}</legend>
        <ul className="keeping-list" tabIndex={0}>
          {branch.map((message) => (
            <li key={message.id}>
              <label className="keeping-check">
                <input type="checkbox" checked={!left.has(message.id)} onChange={() => toggle(message.id)} />
                <span dir="auto">
                  <small>{message.kind === 'question' ? text.you : servedName(catalog, message.provenance)}</small>
                  {message.text}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset className="keeping-set">
        <legend>{text.shareWhat}</legend>
        {system === null ? null : (
          <Choice label={text.includeSystem} detail={system} field="withSystem" choice={choice} onChange={setChoice} />
        )}
        {has.reasoning ? <Choice label={text.includeReasoning} field="withReasoning" choice={choice} onChange={setChoice} /> : null}
        {has.files ? (
          <Choice
            label={choice.withFileNames ? text.includeFiles : text.noFiles}
            detail={choice.withFileNames ? namesOf(chosen) : undefined}
            field="withFileNames"
            choice={choice}
            onChange={setChoice}
          />
        ) : null}
        <p className="keeping-note">{text.modelsInLink}</p>
      </fieldset>
      {chosen.length === 0 ? <p role="alert">{text.noneChosen}</p> : <LinkField link={link} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </Dialog>
  );
}

function namesOf(messages: readonly MessageRecord[]): string {
  return messages.flatMap((one) => (one.kind === 'question' ? (one.attachments ?? []).map(({ name }) => name) : [])).join(', ');
}

interface ChoiceProperties {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly field: keyof ShareChoice;
  readonly choice: ShareChoice;
  readonly onChange: (choice: ShareChoice) => void;
}

function Choice({ label, detail, field, choice, onChange }: ChoiceProperties): ReactNode {
  return (
    <label className="keeping-check">
      <input
        type="checkbox"
        checked={choice[field]}
        onChange={({ currentTarget }) => onChange({ ...choice, [field]: currentTarget.checked })}
      />
      <span>
        {label}
        {detail === undefined ? null : (
          <small className="keeping-note" dir="auto">
            {' '}
            {detail.length > 300 ? `${detail.slice(0, 300)}…` : detail}
          </small>
        )}
      </span>
    </label>
  );
}

type Link = { readonly state: 'made'; readonly address: string } | { readonly state: 'coming' } | { readonly state: 'impossible' };

function useLink(words: string | null): Link {
  const [link, setLink] = useState<Link>({ state: 'coming' });
  useEffect(() => {
    let current = true;
    if (words !== null) {
      encodeLink(words).then(
        (data) => {
          const address = new URL(hrefOf({ screen: 'shared', data }), window.location.href);
          address.search = '';
          if (current) setLink({ state: 'made', address: address.href });
        },
        () => {
          if (current) setLink({ state: 'impossible' });
        },
      );
    }
    return () => {
      current = false;
    };
  }, [words]);
  return link;
}

function LinkField({ link }: { readonly link: Link }): ReactNode {
  const text = useKeepingText();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const id = useId();
  const note = useId();
  if (link.state === 'impossible') return <p role="alert">{text.linkProblems['not-supported']}</p>;
  const address = link.state === 'made' ? link.address : '';
  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setSaid(text.copied);
      announce(text.copied);
    } catch {
      // On plain http there is no clipboard.
      setSaid(text.copyByHand);
      announce(text.copyByHand);
    }
  }
  const apps = messageLimits.filter(([, characters]) => address.length > characters).map(([app]) => app);
  const fits = address.length > longestLink ? text.linkTooLong : apps.length === 0 ? text.linkFits : text.linkCut(apps.join(', '));
  return (
    <div className="field">
      <label htmlFor={id}>{text.link}</label>
      <textarea
        ref={field}
        id={id}
        className="text-input keeping-link"
        readOnly
        value={address}
        rows={3}
        aria-describedby={note}
        dir="ltr"
      />
      <p id={note} className="keeping-note">
        {text.linkLength(address.length)} {fits}
      </p>
      <div className="dialog-actions">
        {said === null ? null : <span className="keeping-note">{said}</span>}
        <button
          type="button"
          className="button primary"
          disabled={address === '' || address.length > longestLink}
          onClick={() => void copy()}
          onBlur={() => setSaid(null)}
        >
          <Icon name="copy" size={18} />
          {text.copyLink}
        </button>
      </div>
    </div>
  );
}
