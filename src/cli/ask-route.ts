import type { Command } from 'commander';
import type { RouteCall } from '#app';
import { isRefusal } from '../platform/errors/index.ts';
import { answer, endOn, figures, pageOf } from './output.ts';
import type { Program } from './program.ts';
import { withApp } from './with-app.ts';

/** What a command asks of a declared route; a refusal ends the command in its words. */
export async function ask<Reply>(program: Pick<Program, 'call'>, call: RouteCall): Promise<Reply> {
  const reply = await program.call<Reply>(call);
  return isRefusal(reply) ? endOn(reply) : reply;
}

/** A command that asks one route and prints what it answers: a list as a table, a thing as figures. */
export function askAndPrint(
  command: Command,
  call: RouteCall,
  options: { json?: boolean; columns?: readonly string[]; empty?: string },
): Promise<void> {
  return withApp(command, async (app) => {
    const reply = await ask<Record<string, unknown>>(app, call);
    answer(reply, { json: options.json ?? false, text: () => shown(reply, options) });
  });
}

function shown(
  reply: Record<string, unknown>,
  options: { columns?: readonly string[]; empty?: string },
): string {
  const items = reply['items'];
  return Array.isArray(items)
    ? pageOf({ items: items as object[], nextCursor: reply['nextCursor'] }, options)
    : figures(reply);
}
