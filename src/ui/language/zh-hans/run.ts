import type { run as english } from '../en/run.ts';

export const run: typeof english = {
  title: '怎样运行',
  guide: '它已经在这个页面里运行：选它作为模型，直接提问即可。',
  closed: '它的权重没有公开，只有制作者能运行。',
  joinFirst: (base) => `它以与 ${base ?? '另一个模型'} 的权重之差的形式发布：合并之后，须同时遵守两者的许可证。`,
  unknown: '目录不知道哪些引擎能运行它。',
  noAddress: '有引擎可以运行它，但目录里没有下载其权重的地址。',
  engines: { 'llama-cpp': 'llama.cpp', ollama: 'Ollama', vllm: 'vLLM' },
  gigabytes: (count) => `需下载 ${count} GB`,
  commands: '命令',
  entry: 'config.json 的条目',
  connect: '然后把下面这一项加入 index.html 旁边的 config.json 的 "backends"，并刷新页面：',
  ollamaOrigins: (origin) => `启动 Ollama 时须设置 OLLAMA_ORIGINS=${origin}，它才会回应这个页面`,
  formatNote: 'Stemma 会按模型训练时的格式书写提示词，服务器不需要模板。',
  copy: '复制',
  copied: '已复制',
  needsServer: '需要服务器',
  needsJoining: '需要先合并权重',
  isClosed: '未开放',
  more: '来自目录',
};
