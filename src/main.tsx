import { createChatStore } from '#chat/store.ts';
import { createProvider } from '#providers/providers.ts';
import { openStorage } from '#storage/storage.ts';
import { mountApp } from '#ui/app.tsx';
import { loadConfiguration } from './config.ts';
