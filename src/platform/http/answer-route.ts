import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal } from '../errors/index.ts';
import type { Guard } from './guard.ts';
import { type KeptReplies, type Once, takeTurn } from './once.ts';
import { problemOf } from './problem.ts';
import type { Actor, LooseRoute, RawReply, Upload } from './route.ts';
import { sendAgain, sendProblem, sendRaw } from './send.ts';

/** Does what a route declares and replies: once for each Idempotency-Key, noted in the audit log when it succeeds. */
export async function answerRoute(
  request: FastifyRequest,
  reply: FastifyReply,
  declared: LooseRoute,
  options: { readonly guard: Guard; readonly keptReplies?: KeptReplies | undefined },
): Promise<FastifyReply> {
  const { actor } = request as FastifyRequest & { actor?: Actor | undefined };
  const turn =
    isDoneOnce(declared) && options.keptReplies
      ? await takeTurn(request, actor, options.keptReplies)
      : undefined;
  if (turn !== undefined && 'problem' in turn) return sendProblem(reply, turn.problem);
  if (turn !== undefined && 'again' in turn) return sendAgain(reply, turn.again);
  const answer = await ask(request, declared, turn?.once);
  if (isRefusal(answer)) return sendProblem(reply, problemOf(answer));
  if (declared.audit !== undefined) await options.guard.audit(auditOf(request, actor, declared.audit));
  if (isRaw(answer)) return sendRaw(reply, answer);
  reply.status(declared.status ?? 200);
  await turn?.once?.done(reply.statusCode, declared.secretReply === true ? null : textOf(reply, answer));
  return reply.send(answer);
}

/** Whether an Idempotency-Key is heeded: on what changes something. Uploads are named by their content as it is. */
export const isDoneOnce = ({ method, audit, upload }: LooseRoute) =>
  method === 'POST' && audit !== undefined && upload === undefined;

/** The handler's answer. A refusal or a breakage lets the request be tried again under its key. */
async function ask(request: FastifyRequest, declared: LooseRoute, once: Once | undefined) {
  const { actor } = request as FastifyRequest & { actor?: Actor | undefined };
  try {
    const answer = await declared.handle({
      params: request.params,
      query: request.query,
      body: request.body,
      actor,
      ip: request.ip,
      headers: request.headers as Record<string, string | undefined>,
      upload: declared.upload === undefined ? undefined : await readUpload(request, declared.upload.maxBytes),
    });
    if (isRefusal(answer) || isRaw(answer)) await once?.undone();
    return answer;
  } catch (error) {
    await once?.undone();
    throw error;
  }
}

function auditOf({ params, ip }: FastifyRequest, actor: Actor | undefined, act: string) {
  const subject = Object.values((params ?? {}) as Record<string, unknown>)
    .map(String)
    .join('/');
  return { actor, act, subject: subject === '' ? null : subject, details: {}, ip };
}

/** A reply as it is sent. */
function textOf(reply: FastifyReply, answer: unknown): string {
  const text = reply.serialize(answer as Record<string, unknown>);
  return typeof text === 'string' ? text : Buffer.from(text as Uint8Array).toString();
}

async function readUpload(request: FastifyRequest, maxBytes: number): Promise<Upload | undefined> {
  if (!request.isMultipart()) return undefined;
  const file = await request.file({ limits: { fileSize: maxBytes } });
  return file === undefined ? undefined : { fileName: file.filename, content: file.file };
}

function isRaw(answer: unknown): answer is RawReply {
  return typeof answer === 'object' && answer !== null && 'raw' in answer && answer.raw === true;
}
