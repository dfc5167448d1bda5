import { type ReactNode, useId, useState } from 'react';
import { hubRepository } from '#catalog/hub-repository.ts';
import { useWords } from './words.ts';

/** Any repository that the person names. */
export function RepositoryForm({ host, onAsk }: { readonly host: string; readonly onAsk: (repository: string) => void }): ReactNode {
  const { words } = useWords();
  const [written, setWritten] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const id = useId();
  return (
    <form
      className="repository-form"
      onSubmit={(event) => {
        event.preventDefault();
        const repository = hubRepository(written);
        setIsWrong(repository === null);
        if (repository !== null) onAsk(repository);
      }}
    >
      <h3 className="device-title">{words.other}</h3>
      <div className="field">
        <label htmlFor={id}>{words.repository}</label>
        <div className="repository-line">
          <input
            id={id}
            className="text-input"
            value={written}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setWritten(event.currentTarget.value);
              setIsWrong(false);
            }}
          />
          <button type="submit" className="button">
            {words.look(host)}
          </button>
        </div>
        <p id={`${id}-hint`} className={isWrong ? 'device-warning' : 'device-note'} role={isWrong ? 'alert' : undefined}>
          {isWrong ? words.notARepository : words.repositoryHint}
        </p>
      </div>
    </form>
  );
}
