import type { AtlasText } from '../atlas-text.ts';

export const article: AtlasText['article'] = { title: '核对那篇文章' };
