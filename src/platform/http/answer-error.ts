import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Log } from '../logging/index.ts';
import { type Problem, problem } from './problem.ts';

type Thrown = { statusCode?: number; code?: string; message?: string };

/** Turns whatever was thrown into a problem reply: bad requests are told in full, breakages are logged and told in short. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  const told = describe(error, request, log);
  return reply.status(told.status).type('application/problem+json').serializer(JSON.stringify).send(told);
}

function describe(error: unknown, request: FastifyRequest, log: Log): Problem {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map((fault) => ({
      where: `${error.validationContext ?? 'body'}${fault.instancePath.replaceAll('/', '.')}`,
      message: fault.message ?? 'is not right',
    }));
    const words = faults.map((fault) => `${fault.where}: ${fault.message}`).join('; ');
    return problem(400, 'bad-request', `The request has a fault: ${words}.`, { faults });
  }
  const thrown = error as Thrown;
  const status = thrown.statusCode ?? 500;
  if (status < 500) {
    const code = (thrown.code ?? 'bad-request')
      .toLowerCase()
      .replace(/^fst_err_/, '')
      .replaceAll('_', '-');
    return problem(status, code, thrown.message ?? 'The request could not be read.');
  }
  log.error(
    { requestId: request.id, method: request.method, route: request.routeOptions.url, err: error },
    'A request broke',
  );
  return problem(
    500,
    'broken',
    `Something broke here, not with your request. The log has it under ${request.id}.`,
    { requestId: request.id },
  );
}
