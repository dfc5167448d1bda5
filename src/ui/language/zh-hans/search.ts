import type { Prefix } from '#chat/search/query.ts';
import type { search as english } from '../en/search.ts';

const hints: Readonly<Record<Prefix, string>> = {
  model: '某个模型的回答（名称或 ID）',
  license: '按回答所用模型的许可证，或它允许的用途',
  foundation: '按模型的基础',
  tag: '带有某个标签的对话',
  folder: '某个文件夹中的对话',
};
const uses: Readonly<Record<string, string>> = {
  commercial: '允许商业使用，可能附带条件',
  noncommercial: '允许非商业使用，可能附带条件',
  redistribution: '允许再分发，可能附带条件',
  training: '允许用回答训练模型，可能附带条件',
  unknown: '模型不在目录中',
};

export const search: typeof english = {
  title: '搜索',
  label: '搜索对话',
  placeholder: '关键词、"完整词句"、model:、license:、tag: …',
  help: '搜索标题、消息和附件。在词前加减号可排除包含它的内容。',
  results: '结果',
  suggestions: '建议',
  hintOf: (prefix, value) => (value === null ? hints[prefix] : prefix === 'license' ? (uses[value] ?? '') : ''),
  searching: (count) => (count === 0 ? '正在搜索…' : `正在搜索…已找到 ${count} 个`),
  found: (count) => (count === 0 ? '没有找到。' : `在 ${count} 个对话中找到。`),
  failed: '未能搜索全部内容。',
  answer: '回答',
  inFile: '来自文件',
  kinds: { comparison: '比较', run: '批量提问' },
  more: (count) => `再显示 ${count} 个对话`,
  moreInIt: (count) => `其中还有 ${count} 条消息`,
};
