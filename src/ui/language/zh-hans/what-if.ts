import type { AtlasText } from '../atlas-text.ts';

export const whatIf: AtlasText['whatIf'] = {
  title: '如果某个根基关闭了？',
  intro:
    '关掉某些根基，看看什么会倒下，什么仍然成立，以及原因。“还能不能得到”与“还能不能使用”是两回事：一次给定、不可撤回的许可证，比给出它的人更长久。',
  open: '如果某个根基关闭了？',
  switches: '已关闭',
  touches: (count) => `影响 ${count} 个模型`,
  available: '还能得到',
  permitted: '还能使用',
  model: '模型',
  why: '原因',
  outcomes: { stands: '成立', uncertain: '不确定', falls: '倒下' },
  nothingOff: '没有关闭任何根基：一切照旧。',
  summary: (touched, falls, total) => `${total} 个模型中有 ${touched} 个受影响，其中 ${falls} 个在一方面或两方面倒下。其余不变。`,
  because: {
    'own-publisher-closed': () => '它自己的发布者不在了，剩下的只有副本。',
    'parent-gone-copy-stands': (name) => `它之下的 ${name} 不在了，但这个模型的副本是完整的。`,
    'cannot-be-assembled-anew-without': (name) => `它以权重之差的形式发布：没有 ${name}，谁也无法重新合成它。`,
    'permission-can-be-ended': (name) => `${name} 的许可证允许授权方随时终止许可。`,
    'permission-called-revocable': (name) => `${name} 的许可证自称可以撤回。`,
    'permission-not-said-to-last': (name) => `${name} 的许可证没有说明能否撤回。`,
    'no-fresh-data-from': (name) => `无法再用 ${name} 产生新数据；已经学到的不会消失。`,
    'recipe-already-published': (name) => `${name} 的配方早已公开。`,
    'cannot-be-retrained-or-audited-on': (name) => `无法再用 ${name} 重新训练或审查它。`,
  },
  note: '这是由目录中的关系和许可证的文字推出的，不是预测，也不是法律意见。',
};
