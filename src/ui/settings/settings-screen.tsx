import { type ReactNode, Suspense } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useText } from '../language/language.tsx';
import { useSettingsText } from '../language/settings-text.ts';
import { usePreferencesText } from '../language/preferences-text.ts';
import { useServersText } from '../language/servers.ts';
import { SamplingFields } from '../parts/sampling/sampling-fields.tsx';
import type { Preferences } from '../preferences.ts';
import { hrefOf } from '../routes.ts';
import { useServices } from '../services-context.ts';
import { CatalogWaiting } from '../parts/catalog-waiting.tsx';
import { DeviceModels } from '../parts/local-models/device-models.tsx';
import { useWords } from '../parts/local-models/words.ts';
import { ConversationData } from './conversation-data.tsx';
import { GeneralSettings } from './general-section.tsx';
import { KeyboardSettings } from './keyboard-section.tsx';
import { ServerSection } from './server-section.tsx';
import './settings.css';
import { SettingsNav } from './settings-nav.tsx';
import { SettingsSection } from './settings-section.tsx';
import { StorageSettings } from './storage-section.tsx';

interface Properties {
  readonly preferences: StoreApi<Preferences>;
  /** The section that the address names. */
  readonly section: string | null;
}

export function SettingsScreen({ preferences, section: current }: Properties): ReactNode {
  const { common } = useText();
  const text = useSettingsText();
  const own = usePreferencesText();
  const servers = useServersText();
  const { configuration } = useServices();
  const { words } = useWords();
  /** In the order of the page; the id is the section's part of the address. */
  const sections: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[] = [
    { id: 'general', title: own.general, content: <GeneralSettings preferences={preferences} /> },
    { id: 'servers', title: servers.title, content: <ServerSection /> },
    {
      id: 'device',
      title: words.section,
      content: (
        <Suspense fallback={<CatalogWaiting>{common.loading}</CatalogWaiting>}>
          <DeviceModels />
        </Suspense>
      ),
    },
    {
      id: 'answers',
      title: text.sampling,
      content: (
        <>
          <p className="settings-note">{text.samplingNote}</p>
          <SamplingFields />
        </>
      ),
    },
    { id: 'keyboard', title: own.keyboard, content: <KeyboardSettings preferences={preferences} /> },
    {
      id: 'conversations',
      title: text.data,
      content: (
        <>
          <p className="settings-note">{text.dataNote}</p>
          <ConversationData />
        </>
      ),
    },
    { id: 'storage', title: own.storage, content: <StorageSettings /> },
    {
      id: 'privacy',
      title: own.privacy,
      content: (
        <>
          <p className="settings-note">{own.privacyNote}</p>
          <div className="settings-actions">
            <a className="button" href={hrefOf({ screen: 'privacy' })}>
              {own.openPrivacy}
            </a>
          </div>
        </>
      ),
    },
    ...(configuration.notice === null
      ? []
      : [{ id: 'notice', title: text.notice, content: <p className="settings-notice">{configuration.notice}</p> }]),
    { id: 'about', title: text.about, content: <p className="settings-note">{text.aboutText}</p> },
  ];
  return (
    <div className="settings">
      <h1>{text.title}</h1>
      <SettingsNav sections={sections} current={current} />
      <div className="settings-sections">
        {sections.map(({ id, title, content }) => (
          <SettingsSection key={id} id={id} title={title}>
            {content}
          </SettingsSection>
        ))}
      </div>
    </div>
  );
}
