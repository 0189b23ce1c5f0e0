import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { createSmtpTransport } from './smtp-transport.ts';

it('names the message in the sender of the envelope, not in what is read', async () => {
  const senders: string[] = [];
  const texts: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: ({ address }, _, done) => {
      senders.push(address);
      done();
    },
    onData: (stream, _, done) => {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString();
      });
      stream.on('end', () => {
        texts.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const transport = createSmtpTransport({
    url: `smtp://127.0.0.1:${port}`,
    connections: 1,
    returnPath: 'bounces@example.org',
  });
  const answer = await transport.send({
    messageId: '0198f2aa-7b1c-7d3e-9f00-0123456789ab@example.org',
    ...{ from: { address: 'news@example.org' }, to: { address: 'zoe@example.net' } },
    ...{ subject: 'x', html: 'x', text: 'x', headers: {} },
  });
  await transport.close();
  await new Promise<void>((resolve) => server.close(resolve));
  expect(answer.outcome).toBe('accepted');
  expect(senders).toEqual(['bounces+0198f2aa7b1c7d3e9f000123456789ab@example.org']);
  expect(texts[0]).toContain('From: news@example.org');
  expect(texts[0]).not.toContain('bounces+');
});
