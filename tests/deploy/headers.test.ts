import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, productionHeaders } from '../../scripts/headers.mjs';
import { proxyHeaders } from '../../scripts/proxy-headers.mjs';

describe('the headers of the recipes', () => {
  test.each(Object.entries(proxyHeaders))('%s is what scripts/headers.mjs says (renew: node scripts/proxy-headers.mjs)', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('are said in one place only', () => {
    for (const path of [
      'deploy/nginx/templates/server.conf.template',
      'deploy/nginx/templates/stemma.conf.template',
      'deploy/caddy/Caddyfile',
    ]) {
      const recipe = readFileSync(path, 'utf8');
      for (const name of Object.keys(productionHeaders))
        expect(recipe.replace(`hide_header ${name}`, '').replace(`header_down -${name}`, '')).not.toContain(name);
    }
  });

  test('let no script in but the build’s own, and no text become one', () => {
    const policy = contentSecurityPolicy();
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|\*|https?:/);
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types default");
  });
});
