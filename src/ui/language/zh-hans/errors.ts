import type { errors as english } from '../en/errors.ts';
import { common } from './common.ts';

export const errors: typeof english = {
  byCode: {
    auth: '后端拒绝了请求：需要有效的密钥。',
    'not-found': '找不到模型或后端。请选择其他模型，或检查配置中的地址。',
    'rate-limited': '请求过于频繁。请稍候再问。',
    'no-credit': '该后端的额度已用完，为它付费的人可以充值。',
    busy: '后端正忙。请稍后重试。',
    loading: '后端仍在载入模型。请稍后重试。',
    'context-exceeded': '对话超出了模型能读取的长度。请开始新对话，或编辑较早的问题。',
    'bad-request': '后端不接受这个请求。',
    network: '无法连接后端。请确认它正在运行、地址正确，并允许本页访问（CORS）。',
    'blocked-by-policy': '本页自身的内容安全策略不允许访问该地址。提供本页的人可以放行。',
    malformed: '后端返回的内容不符合它自己的格式。',
    timeout: '后端太久没有响应。',
    server: '后端出错。',
    interrupted: '连接在回答结束前断开。已收到的内容会保留，但不是完整的回答。',
    'file-damaged': '模型文件已损坏、不是 GGUF 文件，或只是分卷之一：分卷可用 llama-gguf-split --merge 合并。',
    'file-too-large': '模型文件超过了浏览器能容纳的大小（约 2 GB）。请使用更小的量化版本，或使用服务器。',
    'architecture-unsupported': '本页的引擎不支持这个模型的架构。请改用服务器运行。',
    'out-of-memory': '内存不足以运行这个模型。请关闭其他标签页、改用更小的模型，或在设置中提高上限。你的对话没有丢失。',
    'engine-failed': '本页的引擎出错。你的对话是安全的；重新提问即可重新启动引擎。',
    'part-missing': common.partMissing,
    'app-failed': 'Stemma 自身出错。请再问一次；若再次发生，请报告。',
  },
};
