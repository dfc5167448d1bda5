import { type ReactNode, Suspense } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useText } from '../language/language.tsx';
import { SamplingFields } from '../parts/sampling/sampling-fields.tsx';
import { enterChoices, languageChoices, type Preferences, themeChoices } from '../preferences.ts';
import { useServices } from '../services-context.ts';
import { CatalogWaiting } from '../parts/catalog-waiting.tsx';
import { DeviceModels } from '../parts/local-models/device-models.tsx';
import { useWords } from '../parts/local-models/words.ts';
import { ChoiceField } from './choice-field.tsx';
import { ConversationData } from './conversation-data.tsx';
import { ServerSection } from './server-section.tsx';
import './settings.css';

export function SettingsScreen({ preferences }: { readonly preferences: StoreApi<Preferences> }): ReactNode {
  const { settings: text, common } = useText();
  const { configuration } = useServices();
  const { words } = useWords();
  const { language, theme, enter } = useStore(preferences);
  return (
    <div className="settings">
      <h1>{text.title}</h1>
      <section>
        <h2>{text.appearance}</h2>
        <ChoiceField
          label={text.language}
          value={language}
          choices={languageChoices}
          names={text.languages}
          onChoose={(choice) => preferences.setState({ language: choice })}
        />
        <ChoiceField
          label={text.theme}
          value={theme}
          choices={themeChoices}
          names={text.themes}
          onChoose={(choice) => preferences.setState({ theme: choice })}
        />
        <ChoiceField
          label={text.enter}
          value={enter}
          choices={enterChoices}
          names={text.enters}
          onChoose={(choice) => preferences.setState({ enter: choice })}
        />
      </section>
      <ServerSection />
      <section>
        <h2>{text.sampling}</h2>
        <p className="settings-note">{text.samplingNote}</p>
        <SamplingFields />
      </section>
      <section>
        <h2>{words.section}</h2>
        <Suspense fallback={<CatalogWaiting>{common.loading}</CatalogWaiting>}>
          <DeviceModels />
        </Suspense>
      </section>
      <section>
        <h2>{text.data}</h2>
        <p className="settings-note">{text.dataNote}</p>
        <ConversationData />
      </section>
      {configuration.notice === null ? null : (
        <section>
          <h2>{text.notice}</h2>
          <p className="settings-notice">{configuration.notice}</p>
        </section>
      )}
      <section>
        <h2>{text.about}</h2>
        <p className="settings-note">{text.aboutText}</p>
      </section>
    </div>
  );
}
