import type { Actor } from './route.ts';

/** What the server is given about people and permission; it knows neither accounts nor roles. */
export type Guard = {
  findActor(request: {
    authorization: string | undefined;
    cookie: string | undefined;
  }): Promise<Actor | undefined>;
  may(actor: Actor, permission: string): boolean;
  isPermission(text: string): boolean;
  audit(entry: {
    actor: Actor | undefined;
    act: string;
    subject: string | null;
    details: Record<string, unknown>;
    ip: string;
  }): Promise<void>;
};
