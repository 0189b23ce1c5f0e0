import { Output, type Template } from 'liquidjs';
import { htmlLiquid } from './liquid.ts';

export type MergeField = { readonly name: string; readonly hasDefault: boolean; readonly printed: boolean };

/** Values every message has, whoever it is for: they need no default. */
export const alwaysThere: ReadonlySet<string> = new Set(['unsubscribeUrl', 'webVersionUrl']);

/**
 * The merge fields of a template: names from outside it, whether each is printed, and whether every print of it has a
 * `default` filter. Throws liquidjs's error when the template cannot be read.
 */
export function mergeFieldsOf(source: string): MergeField[] {
  const templates = htmlLiquid.parse(source);
  const globals = Object.keys(htmlLiquid.analyzeSync(templates, { partials: false }).globals);
  const prints = [...outputs(templates)];
  return globals.map((name) => {
    const own = prints.filter((print) => rootOf(print) === name);
    return {
      name,
      printed: own.length > 0,
      hasDefault: own.every((print) => print.value.filters.some((filter) => filter.name === 'default')),
    };
  });
}

function* outputs(templates: readonly Template[]): Generator<Output> {
  for (const template of templates) {
    if (template instanceof Output) {
      yield template;
      continue;
    }
    const children = template.children?.(false, true);
    if (children !== undefined) yield* outputs(settle(children));
  }
}

/** liquidjs walks children with generators that yield only for files; there are none here. */
function settle(walk: Generator<unknown, Template[]>): Template[] {
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

/** The variable an output prints: the first name of its text. */
function rootOf(print: Output): string | undefined {
  return /^\s*([\p{L}_][\p{L}\p{N}_-]*)/u.exec(print.token.content)?.[1];
}
