import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a tracking link does: open pixel, click, web version, unsubscribe. */
export type TokenKind = 'open' | 'click' | 'view' | 'unsubscribe';

export type TrackingToken = { readonly kind: TokenKind; readonly messageId: string; readonly link: number };

const codes: Record<TokenKind, number> = { open: 1, click: 2, view: 3, unsubscribe: 4 };
const payloadBytes = 19;
const signatureBytes = 16;

function sign(key: Uint8Array, payload: Uint8Array): Buffer {
  return createHmac('sha256', key).update(payload).digest().subarray(0, signatureBytes);
}

/**
 * Signs what a link does and for which message: 19 bytes (kind, message, link number) and the first 128 bits of their
 * HMAC-SHA256 (RFC 2104), in base64url. Nothing in it names the person.
 */
export function signToken(key: Uint8Array, token: TrackingToken): string {
  const bytes = Buffer.allocUnsafe(payloadBytes + signatureBytes);
  bytes.writeUInt8(codes[token.kind], 0);
  bytes.write(token.messageId.replaceAll('-', ''), 1, 'hex');
  bytes.writeUInt16BE(token.link, 17);
  sign(key, bytes.subarray(0, payloadBytes)).copy(bytes, payloadBytes);
  return bytes.toString('base64url');
}

/** Reads a token of one kind; undefined when it is malformed, of another kind or not signed with the key (compared in constant time). */
export function readToken(key: Uint8Array, kind: TokenKind, text: string): TrackingToken | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== payloadBytes + signatureBytes || bytes.toString('base64url') !== text)
    return undefined;
  const payload = bytes.subarray(0, payloadBytes);
  if (!timingSafeEqual(sign(key, payload), bytes.subarray(payloadBytes))) return undefined;
  if (payload.readUInt8(0) !== codes[kind]) return undefined;
  const hex = payload.subarray(1, 17).toString('hex');
  const messageId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { kind, messageId, link: payload.readUInt16BE(17) };
}
