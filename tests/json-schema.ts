import * as v from 'valibot';

/** The words of JSON Schema that config.schema.json uses. An unknown word fails, so that none is passed over unnoticed. */
const words = v.strictObject({
  $schema: v.optional(v.string()),
  title: v.optional(v.string()),
  description: v.optional(v.string()),
  default: v.optional(v.unknown()),
  $defs: v.optional(v.record(v.string(), v.unknown())),
  $ref: v.optional(v.string()),
  type: v.optional(v.picklist(['object', 'array', 'string', 'integer', 'boolean'])),
  const: v.optional(v.unknown()),
  enum: v.optional(v.array(v.unknown())),
  pattern: v.optional(v.string()),
  minLength: v.optional(v.number()),
  minimum: v.optional(v.number()),
  required: v.optional(v.array(v.string())),
  properties: v.optional(v.record(v.string(), v.unknown())),
  propertyNames: v.optional(v.unknown()),
  additionalProperties: v.optional(v.unknown()),
  items: v.optional(v.unknown()),
  anyOf: v.optional(v.array(v.unknown())),
});
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : value === null ? 'null' : typeof value;
}

/** Whether a JSON schema accepts a value; `root` resolves references. */
export function accepts(schema: unknown, value: unknown, root: unknown = schema): boolean {
  if (typeof schema === 'boolean') return schema;
  const rule = v.parse(words, schema);
  const inner = (part: unknown, content: unknown): boolean => accepts(part, content, root);
  if (rule.$ref !== undefined) {
    const name = rule.$ref.replace('#/$defs/', '');
    if (!inner(v.parse(words, root).$defs?.[name], value)) return false;
  }
  if (rule.type !== undefined && typeOf(value) !== rule.type) return false;
  if (rule.const !== undefined && value !== rule.const) return false;
  if (rule.enum !== undefined && !rule.enum.includes(value)) return false;
  if (typeof value === 'string' && (value.length < (rule.minLength ?? 0) || !new RegExp(rule.pattern ?? '', 'u').test(value))) return false;
  if (typeof value === 'number' && value < (rule.minimum ?? Number.NEGATIVE_INFINITY)) return false;
  if (Array.isArray(value) && rule.items !== undefined && !value.every((item) => inner(rule.items, item))) return false;
  if (isObject(value)) {
    if ((rule.required ?? []).some((key) => !Object.hasOwn(value, key))) return false;
    for (const [key, content] of Object.entries(value)) {
      if (rule.propertyNames !== undefined && !inner(rule.propertyNames, key)) return false;
      if (rule.properties !== undefined && Object.hasOwn(rule.properties, key)) {
        if (!inner(rule.properties[key], content)) return false;
      } else if (rule.additionalProperties !== undefined && !inner(rule.additionalProperties, content)) return false;
    }
  }
  return rule.anyOf === undefined || rule.anyOf.some((part) => inner(part, value));
}
